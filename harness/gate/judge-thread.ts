import { parentPort, workerData } from 'node:worker_threads';
import type { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import type { JudgedResult } from '../result/result-of';
import { judgeRun } from './judge-run';

/** How judging ended. A Refusal is told in its parts, since a thread cannot hand over an object of a class. */
export type Told =
  | { readonly is: 'judged'; readonly result: JudgedResult }
  | { readonly is: 'refused'; readonly message: string; readonly exitCode: ExitCode };

const tell = (told: Told): void => parentPort?.postMessage(told);

/** Entry of the thread; what is no Refusal ends it, which its owner is told as an error. */
void judgeRun(workerData as string).then(
  (result) => tell({ is: 'judged', result }),
  (error: unknown) => {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    tell({ is: 'refused', message: error.message, exitCode: error.exitCode });
  },
);
