/** What the user's signals ask for. */
export interface Interrupt {
  /** Aborted by the first SIGINT, SIGTERM or SIGHUP: commands end in order and the process exits with 130. */
  readonly signal: AbortSignal;
  /** Aborted by a second SIGINT or SIGTERM: whatever still takes its time is to be ended at once. */
  readonly hurry: AbortSignal;
}

/** Milliseconds in which a signal that comes again is the same: timeout(1) tells the process, and then its group. */
const SAME_SIGNAL = 500;

export function listenForInterrupt(): Interrupt {
  const first = new AbortController();
  const second = new AbortController();
  let told = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (!first.signal.aborted) {
        told = performance.now();
        first.abort(name);
      } else if (performance.now() > told + SAME_SIGNAL) {
        second.abort(name);
      }
    });
  }
  // Of a terminal that closes both the shell and the kernel send one, so a second says nothing about patience.
  process.on('SIGHUP', () => first.abort('SIGHUP'));
  return { signal: first.signal, hurry: second.signal };
}
