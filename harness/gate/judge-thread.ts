import { parentPort, workerData } from 'node:worker_threads';
import type { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import type { JudgedResult } from '../result/result-of';
import { judgePlainHistories, type PlainQuestion } from './judge-plain-histories';
import { judgeRun } from './judge-run';

/** What a judging thread is asked: a run's journal, or plain histories. */
export type Question = { readonly run: string } | { readonly plain: PlainQuestion };

/** How judging ended. A Refusal is told in its parts, since a thread cannot hand over an object of a class. */
export type Told =
  | { readonly is: 'judged'; readonly result: JudgedResult }
  | { readonly is: 'refused'; readonly message: string; readonly exitCode: ExitCode };

const tell = (told: Told): void => parentPort?.postMessage(told);

const answer = (question: Question): Promise<JudgedResult> =>
  'run' in question ? judgeRun(question.run) : judgePlainHistories(question.plain);

/** Entry of the thread; what is no Refusal ends it, which its owner is told as an error. */
void answer(workerData as Question).then(
  (result) => tell({ is: 'judged', result }),
  (error: unknown) => {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    tell({ is: 'refused', message: error.message, exitCode: error.exitCode });
  },
);
