import { expect, test } from '@jest/globals';
import { keyShares } from './key-shares';

const counts = new Map([
  ['a', 10],
  ['b', 7],
  ['c', 4],
  ['d', 1],
]);

test('every key is in one share, and no share has much more than another', () => {
  expect(keyShares(counts, 2)).toEqual([
    ['a', 'd'],
    ['b', 'c'],
  ]);
});

test('there are no more shares than keys', () => {
  expect(keyShares(counts, 9)).toEqual([['a'], ['b'], ['c'], ['d']]);
  expect(keyShares(new Map(), 4)).toEqual([]);
});
