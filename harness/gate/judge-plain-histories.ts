import { performance } from 'node:perf_hooks';
import { type Judged, judgementOf } from '../checkers/search/judge-plain';
import type { PlainModelName } from '../checkers/search/plain-models';
import { readPlainJournal } from '../journal/plain-reader';
import { plainResult } from '../result/plain-result';
import type { JudgedResult } from '../result/result-of';
import { thisMachine } from './machine';
import { plainJudge } from './plain-judge';
import { repeatCommand } from './repeat';
import { searchPlain } from './search-plain';

export interface PlainQuestion {
  readonly paths: readonly string[];
  readonly model: PlainModelName;
  /** What each key holds at first, as JSON or a word; undefined for the model's own. */
  readonly initial: string | undefined;
  /** How long to search at the most, reading excluded. */
  readonly seconds: number;
  readonly maxBytes: number;
}

/**
 * Judges plain histories by search.
 * @throws Refusal (usage) for a line that is none, or an initial value that the model cannot hold
 */
export async function judgePlainHistories(question: PlainQuestion): Promise<JudgedResult> {
  const { paths, model, initial, seconds, maxBytes } = question;
  const startedAt = new Date().toISOString();
  // An initial value of no use is told before anything is read.
  const judge = plainJudge(model, initial);
  const journals = [];
  for (const path of paths) {
    journals.push(await readPlainJournal(path));
  }
  const deadline = performance.now() + seconds * 1000;
  const judged: Judged[] = [];
  for (const journal of journals) {
    const plain = judge(journal);
    const outcome = await searchPlain({ journal, plain }, { model, initial, maxBytes }, deadline);
    judged.push(plain.judge(outcome, { outOfTime: () => performance.now() > deadline, maxBytes }));
  }
  const command = repeatCommand(`check ${paths.join(' ')}`, { model, initial });
  return plainResult(judgementOf(judged), { command, machine: thisMachine(), startedAt });
}
