import { closeSync, openSync } from 'node:fs';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { compiled } from '../package/root';
import { enterSandbox } from '../runtime/sandbox/enter';
import type { Facts } from './facts';
import { Told, type Task } from './protocol';

interface EnterOptions {
  /** Where goes what the inner process itself prints. */
  readonly log: string;
  readonly doing: (what: string) => void;
  /** Ends everything at once. */
  readonly signal: AbortSignal;
}

/**
 * Examines a snapshot inside a sandbox of its own.
 * @throws Refusal where this machine cannot do it, or the harness failed; the signal's reason where it was aborted
 */
export async function examineInSandbox(task: Task, { log, doing, signal }: EnterOptions): Promise<Facts> {
  const output = openSync(log, 'a');
  const inner = enterSandbox({
    // Node deprecates dialling by address in TLS, and its client for gRPC does not ask.
    words: [process.execPath, '--no-deprecation', compiled('harness/snapshot/inner-main')],
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  const end = (): void => void inner.kill('SIGKILL');
  signal.addEventListener('abort', end, { once: true });
  try {
    const last = await new Promise<Told | undefined>((resolve, reject) => {
      let said: Told | undefined;
      inner.on('message', (message) => {
        said = Told.parse(message);
        if (said.type === 'doing') {
          doing(said.what);
        }
      });
      inner.once('error', reject);
      inner.once('exit', () => resolve(said));
      // Fails only when the inner process is gone, and then its end says more.
      inner.send(task, () => undefined);
    });
    signal.throwIfAborted();
    if (last?.type === 'facts') {
      return last.facts;
    }
    throw last?.type === 'refused'
      ? Refusal.retold(last.message, last.exitCode)
      : Refusal.retold(`the inner process ended without a word; see ${log}`, ExitCode.harness);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
