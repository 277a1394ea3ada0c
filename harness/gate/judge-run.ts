import { judge } from '../checkers/judge';
import { notWhole } from '../checkers/not-whole';
import { readJournal } from '../journal/reader';
import { resultOf, type JudgedResult } from '../result/result-of';

/** Judges a journal as it stands on the disk: the same for the gate, a suite and `check`. */
export async function judgeRun(path: string): Promise<JudgedResult> {
  const { header, records, cut } = await readJournal(path);
  const judgement = judge(records, cut?.line);
  const leftOut = records.flatMap((record) =>
    record.type === 'left-out' ? [{ id: record.id, why: record.why }] : [],
  );
  const end = records.at(-1);
  if (end?.type !== 'end') {
    return resultOf(header, judgement, {
      leftOut,
      error: `${path} is cut off at line ${cut?.line ?? records.length}; judged up to there`,
    });
  }
  return resultOf(header, judgement, {
    leftOut,
    error:
      notWhole({ end, records: records.length }) ??
      (end.reason === 'broken-off' ? `the run was broken off: ${end.error ?? 'unknown'}` : end.error),
    interrupted: end.reason === 'interrupted',
  });
}
