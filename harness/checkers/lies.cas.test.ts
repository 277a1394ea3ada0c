import type { RecordOf } from '../journal/record';
import { areFound, good, shown, type Lie } from './testing/lies';
import { answerTo, find, replace, withKeyValue } from './testing/select';

areFound([
  [
    'cas-one-winner',
    'two winners of one revision',
    () => {
      const invoke = find(
        good,
        'invoke',
        ({ request }) => 'txn' in request && JSON.stringify(request).includes('from 1 swapped 2'),
      );
      const answer = answerTo(good, 'from 1 swapped 2');
      return [
        ...good.slice(0, -1),
        { ...invoke, op: '1.999' },
        { ...answer, op: '1.999' },
        ...good.slice(-1),
      ];
    },
    /clients 2 and 1 were each told that they alone changed traffic\/2/,
  ],
  [
    'cas-atomic',
    'a read of half a transaction',
    () => {
      const answer = answerTo(good, '"range":{"key":"half/"');
      return withKeyValue(good, answer, () => []);
    },
    /client 2 read .*half.* with half\/b as of revision \d+ but half\/a missing/,
  ],
  [
    'cas-atomic',
    'a watch of half a transaction',
    () => {
      const record = shown('half/a', 2);
      return replace(good, record, { ...record, events: record.events.slice(0, 1) });
    },
    /watch 2 was shown revision \d+ without half\/b/,
  ],
  [
    'cas-range-guards',
    'a range guard that let a change through',
    () => {
      const answer = answerTo(good, '"value":"never"', 'half0');
      const { txn } = answer.response as Extract<RecordOf<'ok'>['response'], { txn: unknown }>;
      return replace(good, answer, {
        ...answer,
        response: { txn: { ...txn, succeeded: true, responses: [{ put: {} }] } },
      });
    },
    /guards \(mod of \[half\/, half0\) < \d+\) held at revision \d+, where they did not hold/,
  ],
  ...(['CAS-1', 'CAS-2', 'CAS-3', 'CAS-4', 'CAS-6'] as const).map((claim): Lie => {
    const assertion = find(good, 'assertion', (record) => record.claim === claim);
    const id = (
      {
        'CAS-1': 'cas-key-scope',
        'CAS-2': 'cas-range-guards',
        'CAS-3': 'cas-guards',
        'CAS-4': 'cas-one-winner',
        'CAS-6': 'cas-atomic',
      } as const
    )[claim];
    return [
      id,
      'an assertion that failed',
      () => replace(good, assertion, { ...assertion, ok: false, message: 'it did not' }),
      /it did not/,
    ];
  }),
]);
