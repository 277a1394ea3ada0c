import { judge } from '../checkers/judge';
import { readJournal } from '../journal/reader';
import type { Result } from '../result/result';
import { resultOf } from '../result/result-of';

/** Judges a journal as it stands on the disk: the same for the gate, a suite and `check`. */
export async function judgeRun(path: string): Promise<Result> {
  const journal = await readJournal(path);
  return resultOf(journal, judge(journal.records));
}
