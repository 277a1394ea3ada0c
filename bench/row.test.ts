import { describe, expect, test } from '@jest/globals';
import { rowOf, type Measured } from './row';
import { table } from './table';

const measured: Measured = {
  name: 'put-rate',
  unit: 'puts/s',
  against: 'the other',
  target: { ratio: 0.4, is: 'at least' },
  // The second round is slow for both: ratios within rounds do not see it.
  rounds: [
    { ours: 5000, reference: 10_000 },
    { ours: 500, reference: 1000 },
    { ours: 3000, reference: 10_000 },
  ],
  notes: ['as it was'],
};

describe('rowOf', () => {
  test('compares within rounds only', () => {
    const row = rowOf(measured);
    expect(row).toMatchObject({ ours: 3000, reference: 10_000, ratio: 0.5, met: true });
    expect(row.spread.ratio).toMatchObject({ min: 0.3, max: 0.5 });
  });

  test.each([
    ['at least', 0.6, false],
    ['at least', 0.5, true],
    ['at most', 0.5, true],
    ['at most', 0.4, false],
  ] as const)('a ratio of 0.5 against %s %d is met: %s', (is, ratio, met) => {
    expect(rowOf({ ...measured, target: { is, ratio } }).met).toBe(met);
  });

  test('reads as a table with its spread, rounds and target', () => {
    expect(table([rowOf(measured)])).toEqual([
      'put-rate (3 rounds; reference: the other)',
      '  ours          3000  [500 … 1750 … 4000 … 5000] puts/s',
      '  reference    10000  [1000 … 5500 … 10000 … 10000] puts/s',
      '  ratio        0.500  [0.300 … 0.400 … 0.500 … 0.500] × (target ≥ 0.4 ×: met)',
      '  as it was',
      '',
    ]);
  });
});
