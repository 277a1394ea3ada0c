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
  [
    'lock-kinds-alike',
    'two at once',
    () => {
      const next = lock('next', 'holds');
      return replace(good, next, { ...next, t: lock('killed', 'holds').t + 1 });
    },
    /next believed to hold o at .* while lock\/o\/2bd .* was deleted only at revision/,
  ],
  [
    'lock-kinds-alike',
    'a lock kept for too long, of a lease that etcdctl keeps',
    () => withLateEnd('701'),
    /killed ended \(kill\) .* o was kept until .* its lease of 2 s allows/,
  ],
  [
    'lock-kinds-alike',
    'an assertion that failed',
    () => [
      ...good.slice(0, -1),
      {
        ...{ type: 'assertion', t: 1, suite: 'lock-kinds', claim: 'LOCK-4', phase: 'from' },
        ...{ title: 'it works', ok: false, message: 'it did not' },
      } as const,
      ...good.slice(-1),
    ],
    /it did not/,
  ],
  [
    'election-one-leader',
    'two leaders at once',
    () => {
      const second = lock('second', 'holds');
      return replace(good, second, { ...second, t: lock('first', 'holds').t + 1 });
    },
    /second believed to hold e at .* while election\/e\/2c1/,
  ],
  [
    'election-one-leader',
    'an observer that was told of leaders in the wrong order',
    () => {
      const [one, other] = good.filter(
        (record): record is RecordOf<'lock'> => record.type === 'lock' && record.state === 'observes',
      ) as [RecordOf<'lock'>, RecordOf<'lock'>];
      return replace(replace(good, one, { ...other, t: one.t }), other, { ...one, t: other.t });
    },
    /observer was told that election\/e\/2c1 .* leads e, after the leader of revision \d+, who came later/,
  ],
  [
    'election-one-leader',
    'an observer that was told of somebody who only waited',
    () => {
      const told = lock('observer', 'observes');
      return replace(good, told, { ...told, create: told.create === undefined ? 0 : told.create - 1 });
    },
    /which never led/,
  ],
  [
    'linearizable',
    'a key written by nobody who was declared',
    () => good.filter((record) => !(record.type === 'outside' && record.key === 'election/e/')),
    /nobody made revision \d+ \(election\/e\/2c3=of 707\)/,
  ],
]);
