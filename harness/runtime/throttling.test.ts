import { expect, test } from '@jest/globals';
import { parseThrottling } from './throttling';

test('how a node was throttled, by version 1 of control groups', () => {
  const stat = 'nr_periods 40\nnr_throttled 10\nthrottled_time 2500000000\nnr_bursts 0\nburst_time 0\n';
  expect(parseThrottling(stat)).toEqual({ periods: 40, exhausted: 10, seconds: 2.5 });
});

test('the same by version 2, which counts in other units', () => {
  const stat =
    'usage_usec 9\nuser_usec 8\nsystem_usec 1\nnr_periods 40\nnr_throttled 10\nthrottled_usec 2500000\n';
  expect(parseThrottling(stat)).toEqual({ periods: 40, exhausted: 10, seconds: 2.5 });
});

test('a group that counts no periods is not one that was never throttled', () => {
  expect(() => parseThrottling('usage_usec 9\nuser_usec 8\nsystem_usec 1\n')).toThrow('has no nr_periods');
});
