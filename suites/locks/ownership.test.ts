import { describe, expect, test } from '@jest/globals';
import type { KeyEvent } from '../key-events';
import { intrusions, ownershipsOf, worksOf } from './ownership';

const put = (key: string, mod: number, value = ''): KeyEvent => {
  return { is: 'put', key, mod, kv: { key, value, create: mod, mod, version: 1 } };
};
const gone = (key: string, mod: number): KeyEvent => ({ is: 'delete', key, mod });

/** a owns, then b; c queues up after b and goes before its turn. */
const queue = [
  put('lock/l/a', 10),
  put('lock/l/b', 11),
  put('lock/l/c', 13),
  gone('lock/l/a', 15),
  gone('lock/l/c', 17),
  gone('lock/l/b', 18),
  put('lock/l/d', 20),
];

describe('ownership by the record', () => {
  test('is the lowest create revision at each revision', () => {
    expect(ownershipsOf('l', queue)).toEqual([
      { key: 'lock/l/a', from: 10, to: 15 },
      { key: 'lock/l/b', from: 15, to: 18 },
      { key: 'lock/l/d', from: 20, to: undefined },
    ]);
  });

  const judged = (...works: KeyEvent[]) =>
    intrusions(ownershipsOf('l', queue), worksOf('l', [...queue, ...works]));

  test('writes of the owner are right up to the revision that ends its ownership', () => {
    expect(judged(put('lock/l.fenced', 14, 'a 1'), put('lock/l.fenced', 16, 'b 1'))).toEqual([]);
  });

  test('a write of somebody who only waits is found', () => {
    expect(judged(put('lock/l.fenced', 14, 'b 1'))).toEqual([
      'lock/l/b wrote at revision 14, when lock/l/a owned the lock',
    ]);
  });

  test('a write of a former owner is found, as is one while nobody owns the lock', () => {
    expect(judged(put('lock/l.fenced', 16, 'a 2'), put('lock/l.fenced', 19, 'b 2'))).toEqual([
      'lock/l/a wrote at revision 16, when lock/l/b owned the lock',
      'lock/l/b wrote at revision 19, when nobody owned the lock',
    ]);
  });
});
