import type { RecordOf } from '../journal/record';
import { areFound, good, withLateEnd } from './testing/lies';
import { answerTo, find, replace, withKeyValue } from './testing/select';

areFound([
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
      const answer = answerTo(good, '"target":"mod"', 'from 1 swapped 2');
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
    () => withLateEnd('500'),
    /the keys of lease 500 .* were there until/,
  ],
  [
    'answers-after-heal',
    'a member that never answers again',
    () => good.filter((record) => !(record.type === 'ok' && /^(3|902)\./.test(record.op))),
    /m3 answered no linearizable read/,
  ],
]);
