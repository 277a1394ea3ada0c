import { describe, expect, test } from '@jest/globals';
import { bootstrapInterval } from './bootstrap-interval';

/** Picks each place in turn, several times over, in an order that has nothing to do with the values. */
function scrambled(): (below: number) => number {
  let state = 12_345;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

describe('bootstrapInterval', () => {
  test('is a point where all values are the same', () => {
    expect(bootstrapInterval([4, 4, 4], scrambled())).toEqual({ median: 4, low: 4, high: 4 });
  });

  test('has the median of an even number of values in the middle between two', () => {
    expect(bootstrapInterval([1, 2, 4, 8], scrambled()).median).toBe(3);
  });

  test('lies around the median and within the values', () => {
    const values = [10, 11, 12, 13, 14, 15, 100];
    const { median, low, high } = bootstrapInterval(values, scrambled());
    expect(median).toBe(13);
    expect(low).toBeGreaterThanOrEqual(10);
    expect(low).toBeLessThan(13);
    expect(high).toBeGreaterThan(13);
    expect(high).toBeLessThanOrEqual(100);
  });

  test('becomes narrower with more values', () => {
    const width = (count: number): number => {
      const { low, high } = bootstrapInterval(
        Array.from({ length: count }, (_, index) => ((index * 37) % count) / count),
        scrambled(),
      );
      return high - low;
    };
    expect(width(400)).toBeLessThan(width(25) / 2);
  });

  test('has nothing to say of no values', () => {
    expect(() => bootstrapInterval([], () => 0)).toThrow(RangeError);
  });
});
