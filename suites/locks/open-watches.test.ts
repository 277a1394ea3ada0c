import { expect, test } from '@jest/globals';
import type { JournalRecord } from '../../harness/journal/record';
import { OpenWatches } from './open-watches';

test('only the watches that a process left open are closed for it, once', () => {
  const watches = new OpenWatches();
  const written: JournalRecord[] = [];
  const journal = { clock: () => 9, write: (record: JournalRecord) => written.push(record) };
  const watch = (number: number): JournalRecord => ({
    ...{ type: 'watch', t: 1, watch: number, client: 7, key: 'lock/', end: 'lock0', from: 2, prev: false },
  });
  [1, 2].forEach((number) => watches.see(watch(number)));
  watches.see({ type: 'watch-closed', t: 3, watch: 1, reason: 'cancelled' });
  watches.closeAll(journal);
  watches.closeAll(journal);
  expect(written).toEqual([{ type: 'watch-closed', t: 9, watch: 2, reason: 'its process ended' }]);
});
