import type { JournalRecord } from '../../journal/record';
import type { History } from '../history';
import { HistoryBuilder } from '../history-builder';

/** The history of records that are all there. @param records the header first */
export function buildHistory(records: Iterable<JournalRecord>): History {
  const builder = new HistoryBuilder();
  for (const record of records) {
    builder.add(record);
  }
  return builder.history();
}
