import type { RecordOf } from '../journal/record';
import { areFound, good, withLateEnd } from './testing/lies';
import { answerTo, find, replace } from './testing/select';

const lock = (holder: string, state: RecordOf<'lock'>['state']): RecordOf<'lock'> =>
  find(good, 'lock', (record) => record.holder === holder && record.state === state);

areFound([
  [
    'lock-leased-key',
    'an ownership key without its lease',
    () => {
      const waits = lock('holder 12', 'waits');
      return replace(good, waits, { ...waits, lease: '601' });
    },
    /the key has lease 602/,
  ],
  [
    'lock-leased-key',
    'a waiter that overtook',
    () => {
      const first = lock('holder 11', 'holds');
      const next = lock('holder 12', 'holds');
      const { t } = lock('holder 12', 'waits');
      return replace(replace(good, first, { ...first, t: t + 2 }), next, { ...next, t: t + 1 });
    },
    /holder 11 .* got x at .*, after holder 12/,
  ],
  [
    'lock-release',
    'a lock kept for too long',
    () => replace(withLateEnd('601'), lock('holder 11', 'thawed')),
    /holder 11 ended \(freeze\) .* x was kept until/,
  ],
  [
    'lock-release',
    'a lock lost too early',
    () => {
      const grant = answerTo(good, '"lease":"601"');
      return replace(good, grant, { ...grant, response: { grant: { revision: 0, lease: '601', ttl: 9 } } });
    },
    /lost x already at/,
  ],
  [
    'lock-exclusion',
    'two at once',
    () => {
      const holds = lock('holder 12', 'holds');
      return replace(good, holds, { ...holds, t: lock('holder 12', 'waits').t + 1 });
    },
    /holder 12 believed to hold x at .* while lock\/x\/601 .* was deleted only at revision/,
  ],
  [
    'lock-exclusion',
    'a fenced write after the key was gone',
    () => {
      const invokes = good.filter(
        (record): record is RecordOf<'invoke'> =>
          record.type === 'invoke' &&
          /"protected"/.test(JSON.stringify(record)) &&
          record.op.startsWith('11.'),
      );
      const lateOne = invokes.at(-1);
      const answer = find(good, 'ok', ({ op }) => op === lateOne?.op);
      const { txn } = answer.response as Extract<RecordOf<'ok'>['response'], { txn: unknown }>;
      return replace(good, answer, {
        ...answer,
        response: { txn: { ...txn, succeeded: true, responses: [{ put: {} }] } },
      });
    },
    /client 11's write fenced by lock\/x\/601 .* succeeded/,
  ],
]);
