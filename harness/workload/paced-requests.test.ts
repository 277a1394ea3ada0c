import { describe, expect, test } from '@jest/globals';
import { pacedRequests } from './paced-requests';

describe('what a client does at a fixed rate', () => {
  test('puts values of its own, no key twice in a while', () => {
    const { next } = pacedRequests('put', 'a', 7);
    const puts = Array.from({ length: 1024 }, () => next().request);
    expect(puts[0]).toEqual({ put: { key: 'sweep/a/put/1', value: '7.1' } });
    expect(new Set(puts.map((request) => ('put' in request ? request.put.key : ''))).size).toBe(1024);
  });

  test('reads what the zone has put, in both ways', () => {
    expect(pacedRequests('read', 'a', 7).next().request).toEqual({ range: { key: 'sweep/a/put/1' } });
    expect(pacedRequests('serializable', 'a', 7).next().request).toEqual({
      range: { key: 'sweep/a/put/1', serializable: true },
    });
  });

  test('swaps against what it last learned of the key, whether it was told yes or no', () => {
    const { next } = pacedRequests('cas', 'a', 7);
    const guards = () => {
      const { request, learn } = next();
      return { learn, if: 'txn' in request ? request.txn.if : [] };
    };
    const first = guards();
    expect(first.if).toMatchObject([{ key: 'sweep/a/cas/1', target: 'mod', is: '=', to: 0 }]);
    first.learn({ is: 'ok', response: { txn: { revision: 40, succeeded: true, responses: [{ put: {} }] } } });
    const second = guards();
    const kv = { key: 'sweep/a/cas/2', value: 'x', create: 3, mod: 33, version: 2 };
    const responses = [{ range: { kvs: [kv], count: 1 } }];
    second.learn({ is: 'ok', response: { txn: { revision: 41, succeeded: false, responses } } });
    const third = guards();
    third.learn({ is: 'unknown', error: 'deadline exceeded' });
    for (let count = 3; count < 1024; count += 1) {
      next();
    }
    expect([guards().if, guards().if, guards().if]).toMatchObject([[{ to: 40 }], [{ to: 33 }], [{ to: 0 }]]);
  });
});
