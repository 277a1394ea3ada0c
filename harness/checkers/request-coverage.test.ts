import { describe, expect, test } from '@jest/globals';
import type { KeyValue, Request } from '../journal/request';
import { linearizable } from './linearizable';
import { JournalBuilder } from './testing/journal-builder';
import { find } from './testing/select';
import { witnessed } from './testing/witnessed';

const kv = (key: string, mod: number): KeyValue => ({ key, value: key, create: mod, mod, version: 1 });

/** Three keys of version 1, and then this answer to a range sorted by version. */
function answered(limit: number | undefined, ...kvs: readonly KeyValue[]): string[] {
  const run = new JournalBuilder().client(1);
  run.recorder(9);
  ['a', 'b', 'c'].forEach((key) => run.put(1, key, key));
  const sort = { by: 'version', order: 'ascend' } as const;
  const bound = limit === undefined ? {} : { limit };
  const op = run.invoke(1, { range: { key: 'a', end: 'd', sort, ...bound } });
  const more = limit === undefined ? {} : { more: true as const };
  run.tell({ type: 'ok', op, response: { range: { revision: 4, kvs: [...kvs], count: 3, ...more } } });
  const { history, witness } = witnessed(run.end());
  return linearizable(history, witness).map(({ message }) => message);
}

describe('a sorted range', () => {
  test('may show keys that compare equal in any order, and cut any of them', () => {
    expect(answered(undefined, kv('c', 4), kv('a', 2), kv('b', 3))).toEqual([]);
    expect(answered(2, kv('b', 3), kv('c', 4))).toEqual([]);
  });

  test('shows each once, and as it is', () => {
    expect(answered(undefined, kv('c', 4), kv('c', 4), kv('b', 3))).toHaveLength(1);
    expect(answered(2, kv('b', 3), { ...kv('c', 4), version: 2 })).toHaveLength(1);
  });
});

test('the guards of an inner transaction are decided before the outer one does anything', () => {
  const run = new JournalBuilder().client(1);
  run.recorder(9);
  const inner = {
    if: [{ key: 'a', target: 'version', is: '=', to: 0 }],
    then: [{ put: { key: 'b', value: '2' } }],
    else: [],
  } as const;
  const request: Request = {
    txn: {
      if: [],
      then: [
        { put: { key: 'a', value: '1' } },
        { txn: { ...inner, if: [...inner.if], then: [...inner.then], else: [] } },
      ],
      else: [],
    },
  };
  const op = run.operate(1, request);
  run.operate(1, { range: { key: 'a', end: 'c' } });
  const records = run.end();
  expect(find(records, 'ok', (one) => one.op === op).response).toEqual({
    txn: {
      revision: 2,
      succeeded: true,
      responses: [{ put: {} }, { txn: { succeeded: true, responses: [{ put: {} }] } }],
    },
  });
  const { history, witness } = witnessed(records);
  expect(linearizable(history, witness)).toEqual([]);
});
