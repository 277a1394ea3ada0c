import { describe, expect, test } from '@jest/globals';
import type { ComparedTrial } from '../result/compared-trial';
import { compared, type Measured } from './compared';

const trialOf = (value: number | null, more: Partial<ComparedTrial> = {}): ComparedTrial => ({
  ...{ trial: 'idle', finished: true, verdict: 'measured', why: null },
  figures: [{ metric: 'etcd put p99', unit: 'ms', value }],
  ...more,
});

const measuredOf = (topology: string, values: readonly (number | null)[]): Measured[] =>
  values.map((value, index) => ({ round: index + 1, topology, trials: [trialOf(value)] }));

const ONES = [10, 11, 12, 10, 11, 12];

describe('compared', () => {
  test('takes differences round by round, so that what both rounds share is in nobody’s way', () => {
    const drift = [0, 100, 200, 300, 400, 500];
    const [one] = compared(
      ['a', 'b'],
      [
        ...measuredOf(
          'a',
          drift.map((more) => 10 + more),
        ),
        ...measuredOf(
          'b',
          drift.map((more) => 13 + more),
        ),
      ],
      1,
    );
    expect(one?.difference).toEqual({ rounds: 6, median: 3, low: 3, high: 3 });
    expect(one?.distinguishable).toBe(true);
    expect(one?.arms.map(({ topology, median }) => [topology, median])).toEqual([
      ['a', 260],
      ['b', 263],
    ]);
  });

  test('does not call one apart that lies to the other side in a round', () => {
    const [one] = compared(
      ['a', 'b'],
      [...measuredOf('a', ONES), ...measuredOf('b', [20, 21, 22, 20, 21, 11])],
      1,
    );
    expect(one?.distinguishable).toBe(false);
  });

  test('does not call anything apart in five rounds', () => {
    const [one] = compared(
      ['a', 'b'],
      [
        ...measuredOf('a', ONES.slice(1)),
        ...measuredOf(
          'b',
          ONES.slice(1).map((value) => value * 9),
        ),
      ],
      1,
    );
    expect(one?.difference.rounds).toBe(5);
    expect(one?.distinguishable).toBe(false);
  });

  test('counts only rounds that have both', () => {
    const [one] = compared(
      ['a', 'b'],
      [...measuredOf('a', [1, null, 3]), ...measuredOf('b', [2, 9, null])],
      1,
    );
    expect(one?.difference).toEqual({ rounds: 1, median: 1, low: 1, high: 1 });
  });

  test('takes nothing from a trial that is not to be relied on', () => {
    const spoilt = [
      { round: 1, topology: 'b', trials: [trialOf(5, { verdict: 'inconclusive', why: 'busy' })] },
    ];
    expect(compared(['a', 'b'], [...measuredOf('a', [1]), ...spoilt], 1)).toEqual([]);
  });

  test('compares every two of three', () => {
    const all = ['a', 'b', 'c'].flatMap((name) => measuredOf(name, [1]));
    const pairs = compared(['a', 'b', 'c'], all, 1).map(({ arms }) => arms.map(({ topology }) => topology));
    expect(pairs).toEqual([
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ]);
  });

  test('says the same of the same figures', () => {
    const all = [...measuredOf('a', ONES), ...measuredOf('b', [9, 30, 11, 14, 8, 27])];
    expect(compared(['a', 'b'], all, 5)).toEqual(compared(['a', 'b'], all, 5));
  });
});
