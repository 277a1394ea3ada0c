import { availableParallelism } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { joined, type SearchOutcome } from '../checkers/search/search';
import type { PlainModelName } from '../checkers/search/plain-models';
import { compiled } from '../package/root';
import { keyShares } from './key-shares';

const MIB = 1 << 20;

/** Keys of a plain history that are to be searched, and with what. */
export interface Share {
  readonly path: string;
  readonly model: PlainModelName;
  readonly initial: string | undefined;
  readonly keys: readonly string[];
  readonly seconds: number;
  readonly maxBytes: number;
}

/**
 * Searches keys in as many threads as there are cores: they are judged apart anyhow. Each thread reads the history
 * itself, so this is for keys that take much longer than that.
 * @param counts of operations, by key
 */
export async function searchApart(
  { keys, maxBytes, ...question }: Share,
  counts: ReadonlyMap<string, number>,
): Promise<SearchOutcome> {
  const shares = keyShares(new Map(keys.map((key) => [key, counts.get(key) ?? 0])), availableParallelism());
  return joined(
    await Promise.all(
      shares.map((mine) =>
        inThread({ ...question, keys: mine, maxBytes: Math.floor(maxBytes / shares.length) }),
      ),
    ),
  );
}

function inThread(share: Share): Promise<SearchOutcome> {
  const thread = new Worker(compiled('harness/gate/search-thread'), {
    workerData: share,
    resourceLimits: { maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / MIB) },
  });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`a searching thread ended with ${code}, without a word`)));
  });
}
