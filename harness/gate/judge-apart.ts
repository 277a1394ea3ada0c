import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../errors/refusal';
import { compiled } from '../package/root';
import type { JudgedResult } from '../result/result-of';
import type { Question, Told } from './judge-thread';

const MIB = 1 << 20;
/** Judging a million operations takes less than a minute: what takes so much longer has lost its way. */
const WITHIN = 30 * 60_000;

/**
 * Judges in a thread of its own, since judging is one long calculation that listens to nobody.
 * @param signal ends it at once, by rejecting with the signal's reason
 * @throws Refusal (inconclusive) where memory or time did not suffice
 */
export async function judgeApart(question: Question, signal: AbortSignal): Promise<JudgedResult> {
  signal.throwIfAborted();
  const thread = new Worker(compiled('harness/gate/judge-thread'), {
    workerData: question,
    // A thread gets less memory than the process by default, and a journal is read whole.
    resourceLimits: { maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / MIB) },
  });
  let interrupt = (): void => undefined;
  let late: NodeJS.Timeout | undefined;
  try {
    const told = await new Promise<Told>((resolve, reject) => {
      interrupt = () => reject(signal.reason as Error);
      signal.addEventListener('abort', interrupt, { once: true });
      thread.once('message', resolve);
      late = setTimeout(() => reject(tooMuch('time')), WITHIN);
      thread.once('error', (error) => reject(isOutOfMemory(error) ? tooMuch('memory') : error));
      thread.once('exit', (code) =>
        reject(new Error(`the judging thread ended with ${code}, without a word`)),
      );
    });
    if (told.is === 'refused') {
      throw Refusal.retold(told.message, told.exitCode);
    }
    return told.result;
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', interrupt);
    await thread.terminate();
  }
}

const isOutOfMemory = (error: NodeJS.ErrnoException): boolean => error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** The journal is whole, and may be judged elsewhere. */
const tooMuch = (what: 'memory' | 'time'): Refusal =>
  Refusal.inconclusive(
    what === 'memory'
      ? `judging ran out of memory; "etcd-assay check" of the journal with NODE_OPTIONS=--max-old-space-size=MIB gives it more`
      : `judging did not end within ${WITHIN / 60_000} minutes; "etcd-assay check" of the journal on a faster machine may`,
  );
