import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../harness/errors/refusal';
import { BUSY_NODE } from '../harness/package/busy-node';
import { packageRoot } from '../harness/package/root';
import { enterSandbox } from '../harness/runtime/sandbox/enter';
import { LastWord, type Task } from './inside/task';

const LAST_CHANCE = 5_000;

/**
 * Has a task done inside a sandbox of its own. When this returns or throws, every process of that sandbox
 * has ended; what is left are the files in the task's folder.
 * @param deadline milliseconds after which the measurement has failed
 * @returns what the task answered, unchecked
 * @throws Error with what went wrong inside; the signal's reason where it was aborted
 */
export async function inSandbox(task: Task, signal: AbortSignal, deadline: number): Promise<unknown> {
  signal.throwIfAborted();
  const inner = enter(task);
  const late = AbortSignal.timeout(deadline);
  const stopping = AbortSignal.any([signal, late]);
  const stop = (): void => end(inner);
  stopping.addEventListener('abort', stop, { once: true });
  const last = await lastWord(inner);
  stopping.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (last?.is === 'done') {
    return last.answer;
  }
  const silent = late.aborted ? `not done in ${deadline / 1000} s` : 'its process ended without a word';
  throw new Error(`${task.do}: ${last?.message ?? silent}`);
}

function enter(task: Task): ChildProcess {
  const log = openSync(join(task.folder, 'bench.log'), 'a');
  const main = join(packageRoot(), 'bench/inside/main.ts');
  const loader = ['-r', require.resolve('esbuild-register')];
  const inner = enterSandbox({
    words: [...BUSY_NODE, ...loader, main, JSON.stringify(task)],
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  return inner;
}

/** Asked, it ends by itself and all of its sandbox with it; only one that hangs is killed. */
function end(inner: ChildProcess): void {
  if (inner.connected) {
    inner.disconnect();
  }
  setTimeout(() => inner.kill('SIGKILL'), LAST_CHANCE).unref();
}

/** Waits for the end of the process and of all that it had to say. */
async function lastWord(inner: ChildProcess): Promise<LastWord | undefined> {
  let word: LastWord | undefined;
  inner.on('message', (message) => (word = LastWord.parse(message)));
  const heard = new Promise<void>((resolve) => inner.once('disconnect', resolve));
  await new Promise<void>((resolve, reject) => {
    inner.once('exit', () => resolve());
    inner.once('error', (error) => reject(Refusal.environment(`setpriv cannot start: ${error.message}`)));
  });
  await heard;
  return word;
}
