import { describe, expect, test } from '@jest/globals';
import { binomialInterval } from './binomial-interval';

describe('the interval of a share', () => {
  // All of n is n / (n + z²); the others are worked out by hand from the paper's formula.
  test.each([
    [20, 20, 0.8389, 1],
    [18, 20, 0.699, 0.9721],
    [0, 20, 0, 0.1611],
    [5, 10, 0.2366, 0.7634],
  ])('%i of %i', (successes, trials, low, high) => {
    const interval = binomialInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 3);
    expect(interval.high).toBeCloseTo(high, 3);
  });

  test.each([
    [1, 0],
    [3, 2],
    [-1, 2],
    [NaN, 2],
  ])('there is none of %d in %d', (successes, trials) => {
    expect(() => binomialInterval(successes, trials)).toThrow(RangeError);
  });
});
