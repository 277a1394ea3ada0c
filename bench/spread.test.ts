import { describe, expect, test } from '@jest/globals';
import { spreadOf } from './spread';

describe('spreadOf', () => {
  test('takes order by size, whatever the order given', () => {
    expect(spreadOf([10, 9, 100, 1, 2])).toEqual({ min: 1, q1: 2, median: 9, q3: 10, max: 100 });
  });

  test('interpolates between two values', () => {
    expect(spreadOf([1, 2, 3, 4])).toEqual({ min: 1, q1: 1.75, median: 2.5, q3: 3.25, max: 4 });
  });

  test('is that one value where there is one, and refuses none', () => {
    expect(spreadOf([7])).toEqual({ min: 7, q1: 7, median: 7, q3: 7, max: 7 });
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});
