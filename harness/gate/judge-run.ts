import { judge } from '../checkers/judge';
import { notWhole } from '../checkers/not-whole';
import { readHistory } from '../checkers/read-history';
import { resultOf, type JudgedResult } from '../result/result-of';

/** Judges a journal as it stands on the disk: the same for the gate, a suite and `check`. */
export async function judgeRun(path: string): Promise<JudgedResult> {
  const { history, cut } = await readHistory(path);
  const judgement = judge(history, cut?.line);
  const leftOut = history.told['left-out'].map(({ id, why }) => ({ id, why }));
  const { header, end, records } = history;
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
