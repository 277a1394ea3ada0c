import type { WatchEvent } from '../journal/record';
import { areFound, good, shown } from './testing/lies';
import { find, replace } from './testing/select';

const withoutPrev = (event: WatchEvent): WatchEvent =>
  'put' in event ? { put: event.put } : { delete: event.delete };

areFound([
  [
    'watch-no-gap',
    'an event left out',
    () => replace(good, shown('during-fault', 2)),
    /watch 2 on m2 went on to revision \d+ without revision \d+ \(during-fault=kept/,
  ],
  [
    'watch-no-gap',
    'half a revision',
    () => {
      const record = shown('half/a', 2);
      return replace(good, record, { ...record, events: record.events.slice(0, 1) });
    },
    /without the whole of revision/,
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
    /in two responses/,
  ],
  [
    'watch-no-gap',
    'an event told again after the resumption',
    () => {
      const first = shown('watched/b', 4);
      return replace(good, shown('watched/a', 5), { ...first, watch: 5 }, shown('watched/a', 5));
    },
    /watch 5 on m1 asked for revision \d+ on and was shown/,
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
    /as the state before revision/,
  ],
  [
    'watch-no-gap',
    'cancelled as compacted, and nobody compacted',
    () => {
      const closed = find(good, 'watch-closed');
      return replace(good, closed, { ...closed, compacted: 5 });
    },
    /cancelled as compacted at 5/,
  ],
]);
