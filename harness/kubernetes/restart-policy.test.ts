import { expect, test } from '@jest/globals';
import { RestartPolicy } from './restart-policy';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

test('a program that ends again and again waits longer each time, up to five minutes', () => {
  const policy = new RestartPolicy();
  const pauses = Array.from({ length: 8 }, () => policy.pauseAfter(SECOND) / SECOND);
  expect(pauses).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
});

test('ten minutes without an end make it forgotten', () => {
  const policy = new RestartPolicy();
  policy.pauseAfter(SECOND);
  expect(policy.pauseAfter(9 * MINUTE)).toBe(10 * SECOND);
  expect(policy.pauseAfter(10 * MINUTE)).toBe(0);
  expect(policy.pauseAfter(SECOND)).toBe(10 * SECOND);
});
