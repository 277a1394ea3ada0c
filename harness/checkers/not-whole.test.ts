import { describe, expect, test } from '@jest/globals';
import type { JournalRecord } from '../journal/record';
import { judgeRecords } from './testing/judge-records';
import { goodRun } from './testing/good-run';

/** As the writer leaves it: the end says how many records there are. */
function counted(): JournalRecord[] {
  const records = goodRun();
  return records.map((record) => (record.type === 'end' ? { ...record, records: records.length } : record));
}

const isAnswer = ({ type }: JournalRecord): boolean => type === 'watched' || type === 'ok';

describe('a journal', () => {
  test('that holds all that was written is judged', () => {
    expect(judgeRecords(counted()).verdict).toBe('pass');
  });

  test('with records cut out of its middle accuses nobody', () => {
    const whole = counted();
    const cut = whole.filter((record, index) => !isAnswer(record) || index % 3 > 0);
    const missing = whole.length - cut.length;
    // Without the count, what is missing looks like etcd's fault.
    const uncounted = cut.map((record) =>
      record.type === 'end' ? { ...record, records: undefined } : record,
    );
    expect(judgeRecords(uncounted).verdict).toBe('fail');
    const { verdict, criteria, findings } = judgeRecords(cut);
    expect({ verdict, findings }).toEqual({ verdict: 'inconclusive', findings: [] });
    expect(new Set(criteria.map((one) => one.verdict))).toEqual(new Set(['inconclusive']));
    expect(criteria.find(({ id }) => id === 'journal-whole')?.evidence).toBe(
      `the journal is not whole: of ${whole.length.toLocaleString('en')} records that were written, ${missing.toLocaleString('en')} missing`,
    );
  });

  test('with a record twice is not whole either', () => {
    const whole = counted();
    const twice = whole.flatMap((record): JournalRecord[] =>
      record.type === 'sample' ? [record, record] : [record],
    );
    expect(judgeRecords(twice)).toMatchObject({ verdict: 'inconclusive', findings: [] });
  });
});
