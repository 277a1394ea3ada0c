import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { ProgressEvent } from '../progress/event';
import { tellRate } from './rate';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('the rate is that of the last seconds, and there is none before the first answer and after the end', () => {
  const load = { operations: 0 };
  const told: (number | undefined)[] = [];
  const stop = tellRate(load, (event: ProgressEvent) => {
    told.push(event.kind === 'rate' ? event.perSecond : NaN);
  });
  for (const more of [0, 100, 100, 0, 0, 0, 0, 0, 50]) {
    load.operations += more;
    jest.advanceTimersByTime(1_000);
  }
  stop();
  jest.advanceTimersByTime(5_000);
  expect(told).toEqual([50, 200 / 3, 50, 40, 40, 20, 0, 10, undefined]);
});
