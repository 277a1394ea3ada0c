import type { JournalRecord, RecordOf } from '../../journal/record';

/** A copy of a journal with one record changed: the lie that a checker has to find. */
export function amend<T extends JournalRecord['type']>(
  records: readonly JournalRecord[],
  type: T,
  which: (record: RecordOf<T>) => boolean,
  lie: (record: RecordOf<T>) => JournalRecord | undefined,
): JournalRecord[] {
  const at = records.findIndex((record) => record.type === type && which(record as RecordOf<T>));
  if (at === -1) {
    throw new Error(`no ${type} record to amend`);
  }
  const changed = lie(records[at] as RecordOf<T>);
  return [...records.slice(0, at), ...(changed === undefined ? [] : [changed]), ...records.slice(at + 1)];
}
