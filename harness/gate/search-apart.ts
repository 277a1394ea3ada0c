import { availableParallelism } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { joined, keysOf, type SearchOutcome } from '../checkers/search/search';
import type { PlainModelName } from '../checkers/search/plain-models';
import type { PlainJournal } from '../journal/plain-reader';
import { compiled } from '../package/root';
import { keyShares } from './key-shares';

const MIB = 1 << 20;

/** Keys of a plain history that are to be searched, and with what. */
export interface Share {
  readonly journal: PlainJournal;
  readonly model: PlainModelName;
  readonly initial: string | undefined;
  readonly keys: readonly string[];
  readonly seconds: number;
  readonly maxBytes: number;
}

/**
 * Searches keys in as many threads as there are cores: they are judged apart anyhow. Each thread gets a copy of the
 * history, so this is for keys that take much longer than that.
 * @param counts of operations, by key
 */
export async function searchApart(
  { keys, maxBytes, ...question }: Share,
  counts: ReadonlyMap<string, number>,
): Promise<SearchOutcome> {
  const shares = keyShares(new Map(keys.map((key) => [key, counts.get(key) ?? 0])), availableParallelism());
  const threads: Worker[] = [];
  try {
    const outcomes = shares.map((mine) => {
      const share = { ...question, keys: mine, maxBytes: Math.floor(maxBytes / shares.length) };
      const thread = started(share);
      threads.push(thread);
      return outcomeOf(thread);
    });
    const outcome = joined(await Promise.all(outcomes));
    const judged = keysOf(outcome);
    const forgotten = keys.find((key) => outcome.verdict !== 'not linearizable' && !judged.has(key));
    if (forgotten !== undefined) {
      throw new Error(`the threads searched everything but "${forgotten}"`);
    }
    return outcome;
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

const started = (share: Share): Worker =>
  new Worker(compiled('harness/gate/search-thread'), {
    workerData: share,
    resourceLimits: { maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / MIB) },
  });

const outcomeOf = (thread: Worker): Promise<SearchOutcome> =>
  new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`a searching thread ended with ${code}, without a word`)));
  });
