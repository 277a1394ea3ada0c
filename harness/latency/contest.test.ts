import { describe, expect, test } from '@jest/globals';
import { contentionVerdict, contestCell, crossingsOf, secondsOfContests, type Contest } from './contest';

const ALL = {
  ...{ zones: ['a', 'b', 'c'], rtts: [0, 20], keys: [1, 100], clients: [1, 16] },
  ...{ strategies: ['none', 'lock'] as const, lastsMs: 3000, seed: 1 },
};

test('every combination is measured once, in an order of the seed', () => {
  const { points } = contestCell(ALL);
  expect(points).toHaveLength(16);
  expect(new Set(points.map(({ point }) => point)).size).toBe(16);
  expect(new Set(points.map(({ oneWay, contention }) => JSON.stringify([oneWay, contention]))).size).toBe(16);
  expect(contestCell(ALL)).toEqual(contestCell(ALL));
  expect(contestCell({ ...ALL, seed: 2 }).points).not.toEqual(points);
  expect(secondsOfContests({ ...ALL, rtts: [0, 400] })).toBeGreaterThan(secondsOfContests(ALL));
});

const contest = (clients: number, strategy: Contest['strategy'], throughput: number, rtt = 0): Contest => ({
  ...{ rtt, keys: 1, clients, strategy, attempts: 100, won: 50, throughput, fairness: 1 },
  ...{ busy: 0.7, verdict: 'measured', why: null },
});

test.each([
  ['pass', 'measured', 'pass'],
  ['pass', 'inconclusive', 'inconclusive'],
  ['fail', 'inconclusive', 'fail'],
  [null, 'measured', null],
] as const)('a run judged %s whose contest is %s is %s', (judged, verdict, all) => {
  expect(contentionVerdict(judged, [{ ...contest(4, 'none', 100), verdict }])).toBe(all);
});

describe('the number of clients from which a lock does better', () => {
  test('is the fewest with which it beats every way without', () => {
    const crossings = crossingsOf([
      ...[contest(4, 'none', 100), contest(4, 'exponential', 50), contest(4, 'lock', 70)],
      ...[contest(16, 'none', 30), contest(16, 'exponential', 60), contest(16, 'lock', 65)],
    ]);
    expect(crossings).toEqual([{ rtt: 0, keys: 1, lockWinsFrom: 16 }]);
  });

  test('is not where it wins once, and loses with more of them', () => {
    const won = [contest(4, 'none', 50), contest(4, 'lock', 70)];
    const lost = [contest(16, 'none', 60), contest(16, 'lock', 50)];
    expect(crossingsOf([...won, ...lost])).toMatchObject([{ lockWinsFrom: null }]);
    const back = [contest(64, 'none', 10), contest(64, 'lock', 50)];
    expect(crossingsOf([...won, ...lost, ...back])).toMatchObject([{ lockWinsFrom: 64 }]);
  });

  test('is none where it never does, and nothing is said where there is nothing to compare', () => {
    expect(crossingsOf([contest(4, 'none', 100), contest(4, 'lock', 100)])).toMatchObject([
      { lockWinsFrom: null },
    ]);
    expect(crossingsOf([contest(4, 'none', 100)])).toEqual([]);
    const unreliable = { ...contest(4, 'lock', 900), verdict: 'inconclusive' } as const;
    expect(crossingsOf([contest(4, 'none', 100), unreliable])).toEqual([]);
  });
});
