import { describe, expect, test } from '@jest/globals';
import type { JournalRecord, RecordOf, WatchEvent } from '../journal/record';
import type { CriterionId } from '../result/criterion-id';
import { judge } from './judge';
import { goodRun } from './testing/good-run';
import { answerTo, find, replace, withKeyValue } from './testing/select';

const good = goodRun();

type Records = readonly JournalRecord[];
type Lie = readonly [CriterionId, string, () => Records, RegExp];

const finalRead = (member: string): RecordOf<'ok'> => {
  const { client } = find(good, 'client', (record) => record.role === 'final' && record.member === member);
  return find(good, 'ok', ({ op, response }) => op.startsWith(`${client}.`) && 'range' in response);
};

/** A recorder's response that holds an event on this key. */
const shown = (key: string, watch = 1): RecordOf<'watched'> =>
  find(
    good,
    'watched',
    (one) => one.watch === watch && JSON.stringify(one.events).includes(`"key":"${key}"`),
  );

const lock = (holder: string, state: RecordOf<'lock'>['state']): RecordOf<'lock'> =>
  find(good, 'lock', (record) => record.holder === holder && record.state === state);

const status = find(good, 'status', ({ member }) => member === 'm2');
const ended = find(good, 'member', ({ state }) => state === 'ended');

const withoutPrev = (event: WatchEvent): WatchEvent =>
  'put' in event ? { put: event.put } : { delete: event.delete };

const lies: Lie[] = [
  [
    'linearizable',
    'a read of an old value',
    () =>
      withKeyValue(good, answerTo(good, '"range":{"key":"traffic/1"}'), (kv) => [{ ...kv, value: 'older' }]),
    /client 1 \(read traffic\/1\) was told traffic\/1=older .* since client 1 had been told that it did put/,
  ],
  [
    'linearizable',
    'a guard that held wrongly',
    () => {
      const answer = answerTo(good, '"target":"mod"', 'from swapped 2');
      const { txn } = answer.response as Extract<RecordOf<'ok'>['response'], { txn: unknown }>;
      return replace(good, answer, { ...answer, response: { txn: { ...txn, succeeded: false } } });
    },
    /its guards did not hold/,
  ],
  [
    'linearizable',
    'a write that failed definitely and was seen all the same',
    () => {
      const { op, t } = find(
        good,
        'unknown',
        ({ op: id }) =>
          id === find(good, 'invoke', ({ request }) => 'put' in request && request.put.value === 'there').op,
      );
      const record = find(good, 'unknown', (one) => one.op === op);
      return replace(good, record, { type: 'fail', t, op, error: 'etcdserver: too many requests' });
    },
    /nobody made revision .*unknown\/a=there.*had been told that it failed/,
  ],
  [
    'linearizable',
    'an answer "compacted" though nobody compacted',
    () => {
      const answer = answerTo(good, '"range":{"key":"traffic/1"}');
      const invoke = find(good, 'invoke', ({ op }) => op === answer.op);
      const asked = replace(good, invoke, {
        ...invoke,
        request: { range: { key: 'traffic/1', revision: 2 } },
      });
      return replace(asked, answer, {
        type: 'fail',
        t: answer.t,
        op: answer.op,
        error: 'etcdserver: mvcc: required revision has been compacted',
      });
    },
    /nobody had asked for a compaction/,
  ],
  [
    'no-lost-writes',
    'a key missing at one member',
    () => withKeyValue(good, finalRead('m2'), () => []),
    /had been told that barrier\/m1=barrier 0 at revision \d+, and m2 ended with no barrier\/m1/,
  ],
  [
    'no-lost-writes',
    'a key set back at one member',
    () => withKeyValue(good, finalRead('m3'), (kv) => [{ ...kv, value: 'old', mod: kv.mod - 5 }]),
    /m3 ended with barrier\/m1=old/,
  ],
  [
    'revisions-forward',
    'a member that answers from before',
    () => {
      const answer = answerTo(good, '"range":{"key":"traffic/3"}');
      const { range } = answer.response as Extract<RecordOf<'ok'>['response'], { range: unknown }>;
      return replace(good, answer, {
        ...answer,
        response: { range: { ...range, revision: range.revision - 3 } },
      });
    },
    /client 3 was told of revision \d+ by m3 .* after client \d had been told of revision/,
  ],
  [
    'revisions-forward',
    'a watch that goes back',
    () => {
      const record = shown('half/a');
      return replace(good, record, { ...record, revision: 3 });
    },
    /watch 1 went back from revision/,
  ],
  [
    'members-agree',
    'one member with another value',
    () => withKeyValue(good, finalRead('m2'), (kv) => [{ ...kv, value: 'else' }]),
    /m1 holds barrier\/m1=barrier 0 .* and m2 holds barrier\/m1=else/,
  ],
  [
    'members-agree',
    'one member with another hash',
    () => {
      const hash = find(good, 'hash', ({ member }) => member === 'm3');
      return replace(good, hash, { ...hash, hash: '999' });
    },
    /m1 has hash 12345 and m3 has hash 999/,
  ],
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
  [
    'serializable-past',
    'a state that never was',
    () =>
      withKeyValue(good, answerTo(good, '"serializable":true'), (kv) => [{ ...kv, version: kv.version + 1 }]),
    /client 1 \(serializable read traffic\/1\) was told/,
  ],
  [
    'lease-bounds',
    'keys gone before their time',
    () => {
      const keepalive = answerTo(good, '"keepalive":{"lease":"500"}');
      return replace(good, keepalive, { ...keepalive, response: { keepalive: { ttl: 4 } } });
    },
    /the keys of lease 500 were gone at .* had been promised 4 s/,
  ],
  [
    'lease-bounds',
    'keys kept for too long',
    () => {
      const grant = answerTo(good, '"grant":{"ttl":2,"lease":"500"}');
      const shorter = replace(good, grant, {
        ...grant,
        response: { grant: { revision: 0, lease: '500', ttl: 2 } },
      });
      return late(shorter);
    },
    /the keys of lease 500 .* were there until/,
  ],
  [
    'answers-after-heal',
    'a member that never answers again',
    () => good.filter((record) => !(record.type === 'ok' && /^(3|902)\./.test(record.op))),
    /m3 answered no linearizable read/,
  ],
  [
    'versions-reached',
    'a member left behind',
    () => replace(good, status, { ...status, version: '3.5.35' }),
    /m2 ended at version 3.5.35/,
  ],
  [
    'versions-reached',
    'a cluster version not raised',
    () => replace(good, status, { ...status, clusterVersion: '3.5.0' }),
    /cluster version 3.5.0, and 3.6 is wanted/,
  ],
  [
    'members-stay-up',
    'an end unasked',
    () => replace(good, ended, { ...ended, asked: false, lines: ['panic: tocommit(9) is out of range'] }),
    /m1 \(3.5.35\) ended unasked .* panic: tocommit/,
  ],
  [
    'members-stay-up',
    'a member never ready again',
    () =>
      replace(
        good,
        find(
          good,
          'member',
          ({ member, state, version }) => member === 'm3' && state === 'ready' && version === '3.6.16',
        ),
      ),
    /m3 \(3.6.16\) was started .* never answered again/,
  ],
  [
    'members-stay-up',
    'an alarm',
    () => replace(good, status, { ...status, alarms: ['CORRUPT m2'] }),
    /alarm CORRUPT m2/,
  ],
  [
    'upgrade-gap',
    'writes that stop for long',
    () =>
      good.map((record) =>
        't' in record && record.t > ended.t + 100_000 ? { ...record, t: record.t + 9_000_000 } : record,
      ),
    /no writes were answered for 9.5 s in step-1/,
  ],
  [
    'cas-one-winner',
    'two winners of one revision',
    () => {
      const invoke = find(
        good,
        'invoke',
        ({ request }) => 'txn' in request && JSON.stringify(request).includes('from swapped 2'),
      );
      const answer = answerTo(good, 'from swapped 2');
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
  ...(['CAS-1', 'CAS-3', 'CAS-4', 'CAS-6'] as const).map((claim): Lie => {
    const assertion = find(good, 'assertion', (record) => record.claim === claim);
    const id = (
      {
        'CAS-1': 'cas-key-scope',
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
    () => replace(late(good, '601'), lock('holder 11', 'thawed')),
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
];

/** The end of this lease's keys is shown 25 s later, while everybody else goes on. */
const late = (records: Records, lease = '500'): Records =>
  records.map((record) =>
    record.type === 'watched' &&
    record.events.some((event) => 'delete' in event && event.prev?.lease === lease)
      ? { ...record, t: record.t + 25_000_000 }
      : record,
  );

describe('a lie in a good run is found by the checker that it concerns', () => {
  test.each(lies)('%s: %s', (criterion, _what, lie, words) => {
    const { criteria, findings, verdict } = judge(lie());
    expect(criteria.find(({ id }) => id === criterion)).toMatchObject({ verdict: 'fail' });
    expect(
      findings
        .filter(({ checker }) => checker === criterion)
        .map(({ message }) => message)
        .join('\n'),
    ).toMatch(words);
    expect(verdict).toBe('fail');
  });
});
