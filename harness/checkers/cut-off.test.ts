import { describe, expect, test } from '@jest/globals';
import type { JournalRecord } from '../journal/record';
import { judgeRecords } from './testing/judge-records';
import { JournalBuilder } from './testing/journal-builder';

/** A write that recorders show, while its client's records, those of another process, are not in the journal. */
function unwritten(secondsBeforeTheEnd: number): JournalRecord[] {
  const journal = new JournalBuilder();
  journal.recorder(1);
  journal.client(2).client(3);
  journal.put(2, 'a', 'first');
  const operation = journal.put(3, 'a', 'second');
  journal.wait(secondsBeforeTheEnd);
  journal.put(2, 'a', 'third');
  return journal.end().filter((record) => !('op' in record && record.op === operation));
}

const verdict = (records: readonly JournalRecord[]) =>
  judgeRecords(records).criteria.find(({ id }) => id === 'linearizable')?.verdict;
const withoutEnd = (records: readonly JournalRecord[]) => records.slice(0, -1);
const interrupted = (records: readonly JournalRecord[]): JournalRecord[] =>
  records.map((record) => (record.type === 'end' ? { ...record, reason: 'interrupted' } : record));

describe('a write that nobody is recorded to have asked for', () => {
  test('fails a whole journal', () => {
    expect(verdict(unwritten(1))).toBe('fail');
  });

  test.each([
    ['cut off', withoutEnd],
    ['interrupted', interrupted],
  ])('is open shortly before the end of a journal that was %s', (_, ended) => {
    expect(verdict(ended(unwritten(1)))).not.toBe('fail');
    expect(verdict(ended(unwritten(6)))).toBe('fail');
  });
});
