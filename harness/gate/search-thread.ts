import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import type { SearchOutcome } from '../checkers/search/search';
import { readPlainJournal } from '../journal/plain-reader';
import { plainJudge } from './plain-judge';
import type { Share } from './search-apart';

async function searched({ path, model, initial, keys, seconds, maxBytes }: Share): Promise<SearchOutcome> {
  const deadline = performance.now() + seconds * 1000;
  const { search } = plainJudge(model, initial).searcher(await readPlainJournal(path));
  return search({ outOfTime: () => performance.now() > deadline, maxBytes }, new Set(keys));
}

/** Entry of the thread; what goes wrong ends it, which its owner is told as an error. */
void searched(workerData as Share).then((outcome) => parentPort?.postMessage(outcome));
