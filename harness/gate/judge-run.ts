import { HistoryBuilder } from '../checkers/history-builder';
import { judge } from '../checkers/judge';
import { notWhole } from '../checkers/not-whole';
import { readJournal } from '../journal/reader';
import { resultOf, type JudgedResult } from '../result/result-of';

/**
 * Judges a journal as it stands on the disk: the same for the gate, a suite and `check`. Records are joined as they are
 * read, so that of a long journal only its history is held.
 */
export async function judgeRun(path: string): Promise<JudgedResult> {
  const builder = new HistoryBuilder();
  const { header, records, cut } = await readJournal(path, (record) => builder.add(record));
  const history = builder.history();
  const judgement = judge(history, cut?.line);
  const leftOut = history.told['left-out'].map(({ id, why }) => ({ id, why }));
  const { end } = history;
  if (end === undefined) {
    return resultOf(header, judgement, {
      leftOut,
      error: `${path} is cut off at line ${cut?.line ?? records}; judged up to there`,
    });
  }
  return resultOf(header, judgement, {
    leftOut,
    error:
      notWhole({ end, records }) ??
      (end.reason === 'broken-off' ? `the run was broken off: ${end.error ?? 'unknown'}` : end.error),
    interrupted: end.reason === 'interrupted',
  });
}
