import { describe, expect, test } from '@jest/globals';
import { falseAlarms, signTest } from './sign-test';

const differences = (above: number, below: number, none = 0): number[] => [
  ...Array.from({ length: above }, () => 1),
  ...Array.from({ length: below }, () => -1),
  ...Array.from({ length: none }, () => 0),
];

describe('signTest', () => {
  test.each([
    [6, 0, 2 / 64],
    [0, 6, 2 / 64],
    [5, 1, 14 / 64],
    [9, 1, 22 / 1024],
    [3, 3, 1],
  ])('of %i above and %i below', (above, below, chance) => {
    expect(signTest(differences(above, below))).toBeCloseTo(chance, 12);
  });

  test('no difference is on neither side', () => {
    expect(signTest(differences(6, 0, 1))).toBeCloseTo(16 / 128, 12);
    expect(signTest([])).toBe(1);
  });
});

test('so few differences that none could be told from chance raise no alarm, and others at most at the level', () => {
  expect(falseAlarms(5, 0.05)).toBe(0);
  expect(falseAlarms(6, 0.05)).toBeCloseTo(2 / 64, 12);
  expect(falseAlarms(10, 0.05)).toBeCloseTo(22 / 1024, 12);
  expect(falseAlarms(20, 0.05)).toBeLessThanOrEqual(0.05);
});
