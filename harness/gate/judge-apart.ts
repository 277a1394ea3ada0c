import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../errors/refusal';
import { compiled } from '../package/root';
import type { JudgedResult } from '../result/result-of';
import type { Question, Told } from './judge-thread';

const MIB = 1 << 20;

/**
 * Judges in a thread of its own, since judging is one long calculation that listens to nobody.
 * @param signal ends it at once, by rejecting with the signal's reason
 */
export async function judgeApart(question: Question, signal: AbortSignal): Promise<JudgedResult> {
  signal.throwIfAborted();
  const thread = new Worker(compiled('harness/gate/judge-thread'), {
    workerData: question,
    // A thread gets less memory than the process by default, and a journal is read whole.
    resourceLimits: { maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / MIB) },
  });
  let interrupt = (): void => undefined;
  try {
    const told = await new Promise<Told>((resolve, reject) => {
      interrupt = () => reject(signal.reason as Error);
      signal.addEventListener('abort', interrupt, { once: true });
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', (code) =>
        reject(new Error(`the judging thread ended with ${code}, without a word`)),
      );
    });
    if (told.is === 'refused') {
      throw Refusal.retold(told.message, told.exitCode);
    }
    return told.result;
  } finally {
    signal.removeEventListener('abort', interrupt);
    await thread.terminate();
  }
}
