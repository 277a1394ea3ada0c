import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { plainJudge } from './plain-judge';
import type { Share } from './search-apart';

const { journal, model, initial, keys, seconds, maxBytes } = workerData as Share;
const deadline = performance.now() + seconds * 1000;
const { search } = plainJudge(model, initial)(journal);
const outcome = search({ outOfTime: () => performance.now() > deadline, maxBytes }, new Set(keys));

/** Entry of the thread; what goes wrong ends it, which its owner is told as an error. */
parentPort?.postMessage(outcome);
