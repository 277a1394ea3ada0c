import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * The program in a session of its own, beside a watcher that kills the whole group with SIGKILL as soon as
 * the pipe on its stdin closes. We hold the other end: however we die, the kernel closes it, and nothing of
 * the group outlives us. The program itself reads from /dev/null.
 */
const GUARDED = 'exec 3<&0; (cat <&3; kill -KILL 0) >/dev/null 2>&1 & exec "$@" 3<&- </dev/null';

/** Characters of each output that are kept: what matters comes first, and a program may print for ever. */
const LONGEST = 4 << 20;

export interface Conditions {
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Ends the group when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** A program whose process group lives until it ends, or `stop` is called, or this process is gone. */
export interface GuardedProcess {
  readonly child: ChildProcess & { readonly stdout: NonNullable<ChildProcess['stdout']> };
  /** Settles once the program has ended and its output is read. */
  readonly ended: Promise<Ended>;
  /** Kills the group and waits for its end. */
  readonly stop: () => Promise<void>;
}

export interface Ended {
  /** 126 and 127: could not be started, as in a shell; null where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function startGuarded(
  command: string,
  words: readonly string[],
  { cwd, env = process.env, signal }: Conditions = {},
): GuardedProcess {
  const child = spawn('sh', ['-c', GUARDED, 'sh', command, ...words], {
    cwd,
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const letGo = (): void => void child.stdin.destroy();
  signal?.addEventListener('abort', letGo);
  if (signal?.aborted === true) {
    letGo();
  }
  // The watcher, and whatever the program left running, goes with the program.
  child.once('exit', letGo);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text.slice(0, LONGEST - output[name].length);
    });
  }
  const ended = once(child, 'close').then(([exitCode]) => {
    signal?.removeEventListener('abort', letGo);
    return { exitCode: exitCode as number | null, ...output };
  });
  const stop = async (): Promise<void> => {
    letGo();
    await ended;
  };
  return { child, ended, stop };
}

/**
 * Runs a program to its end.
 * @throws the signal's reason where it was aborted
 */
export async function run(
  command: string,
  words: readonly string[],
  conditions: Conditions = {},
): Promise<Ended> {
  const ended = await startGuarded(command, words, conditions).ended;
  conditions.signal?.throwIfAborted();
  return ended;
}
