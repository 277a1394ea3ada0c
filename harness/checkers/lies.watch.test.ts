import { expect, test } from '@jest/globals';
import type { JournalRecord, WatchEvent } from '../journal/record';
import { judgeRecords } from './testing/judge-records';
import { JournalBuilder } from './testing/journal-builder';
import { areFound, good, shown } from './testing/lies';
import { find, replace } from './testing/select';
import { witnessed } from './testing/witnessed';
import { watchNoGap } from './watch/watch-no-gap';

const withoutPrev = (event: WatchEvent): WatchEvent =>
  'put' in event ? { put: event.put } : { delete: event.delete };

/** The last event is never shown to watch 2, whose stream stays open so many seconds after its member's final read. */
function silentStream(seconds: number): JournalRecord[] {
  const end = find(good, 'end');
  const without = good.filter((record) => record !== shown('barrier/m3', 2));
  return replace(without, end, { ...end, t: end.t + seconds * 1_000_000 });
}

test('an open stream is given time to show what its member has', () => {
  expect(judgeRecords(silentStream(15)).findings).toEqual([]);
});

test('what a filter keeps away is no gap', () => {
  const run = new JournalBuilder().client(1);
  run.recorder(9);
  run.tell({ type: 'watch', watch: 7, client: 1, key: 'k', from: 1, prev: true, filters: ['noput'] });
  run.put(1, 'k', '1');
  run.operate(1, { delete: { key: 'k' } });
  const prev = { key: 'k', value: '1', create: 2, mod: 2, version: 1 };
  run.tell({ type: 'watched', watch: 7, revision: 3, events: [{ delete: { key: 'k', mod: 3 }, prev }] });
  const { history, witness } = witnessed(run.end());
  expect(watchNoGap(history, witness)).toEqual({ findings: [], holes: [] });
});

areFound([
  [
    'watch-no-gap',
    'an event left out',
    () => replace(good, shown('during-fault', 2)),
    /reliable: watch 2 on m2 went on to revision \d+ without revision \d+ \(during-fault=kept/,
  ],
  [
    'watch-no-gap',
    'half a revision',
    () => {
      const record = shown('half/a', 2);
      return replace(good, record, { ...record, events: record.events.slice(0, 1) });
    },
    /atomic: watch 2 on m2 was shown revision \d+ without all of it: half\/b=two .* is missing/,
  ],
  [
    'watch-no-gap',
    'a revision split over two responses',
    () => {
      const record = shown('half/a', 2);
      return replace(
        good,
        record,
        { ...record, events: record.events.slice(0, 1) },
        { ...record, events: record.events.slice(1) },
      );
    },
    /atomic: watch 2 on m2 was shown revision \d+ in 2 responses, a part in each/,
  ],
  [
    'watch-no-gap',
    'an event told again after the resumption',
    () => {
      const first = shown('watched/b', 4);
      return replace(good, shown('watched/a', 5), { ...first, watch: 5 }, shown('watched/a', 5));
    },
    /resumable: watch 5 on m1 asked for revision \d+ on and was shown/,
  ],
  [
    'watch-no-gap',
    'a wrong state before',
    () => {
      const record = find(
        good,
        'watched',
        ({ watch, events }) => watch === 3 && events.some((event) => event.prev !== undefined),
      );
      return replace(good, record, {
        ...record,
        events: record.events.map(withoutPrev),
      });
    },
    /prev_kv: watch 3 on m3 was shown no .* as the state before revision/,
  ],
  [
    'watch-no-gap',
    'an event told twice',
    () => {
      const record = shown('during-fault', 2);
      return replace(good, record, record, record);
    },
    /unique: watch 2 on m2 was shown the change of during-fault at revision \d+ twice/,
  ],
  [
    'watch-no-gap',
    'two revisions in the wrong order',
    () => {
      const [one, other] = [shown('during-fault', 2), shown('half/a', 2)];
      const swapped = replace(good, other, { ...one, t: other.t, revision: other.revision });
      return replace(swapped, one, { ...other, t: one.t });
    },
    /ordered: watch 2 on m2 was shown revision \d+ after \d+/,
  ],
  [
    'watch-no-gap',
    'a modification told as a creation',
    () => {
      const later = find(
        good,
        'watched',
        ({ watch, events }) =>
          watch === 2 && events.some((one) => one.prev?.key === 'traffic/1' && 'put' in one),
      );
      const [second] = later.events as [Extract<WatchEvent, { put: unknown }>];
      const created = { ...second.put, create: second.put.mod, version: 1 };
      return replace(good, later, { ...later, events: [{ ...second, put: created }] });
    },
    /true event: watch 2 on m2 .* is right: a modification told as a creation/,
  ],
  [
    'watch-no-gap',
    'progress told, and the event comes after that',
    () => {
      const record = shown('during-fault', 2);
      return replace(good, record, { ...record, events: [] }, record);
    },
    /bookmarkable: watch 2 on m2 was notified of progress to revision \d+, and shown revision \d+ only after that/,
  ],
  [
    'watch-no-gap',
    'progress told beyond an event that never comes',
    () => {
      const record = shown('barrier/m3', 2);
      return replace(good, record, { ...record, events: [] });
    },
    /bookmarkable: watch 2 on m2 was notified of progress to revision \d+ without revision \d+ \(barrier\/m3/,
  ],
  [
    'watch-no-gap',
    'an open stream that never shows what its member has',
    () => silentStream(25),
    /reliable: watch 2 on m2 stayed open until .* and never showed revision \d+ \(barrier\/m3.*, which m2 had by/,
  ],
  [
    'watch-no-gap',
    'a put shown to a watch without puts',
    () => {
      const opened = find(good, 'watch', ({ watch }) => watch === 5);
      return replace(good, opened, { ...opened, filters: ['noput'] });
    },
    /filters: watch 5 on m1 asked for no puts and was shown the put of watched\/a/,
  ],
  [
    'watch-no-gap',
    'cancelled as compacted, and nobody compacted',
    () => {
      const closed = find(good, 'watch-closed');
      return replace(good, closed, { ...closed, compacted: 5 });
    },
    /resumable: watch .* cancelled as compacted at 5/,
  ],
]);
