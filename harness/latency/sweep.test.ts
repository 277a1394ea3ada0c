import { describe, expect, test } from '@jest/globals';
import { searchCells } from './sweep';
import type { SweepFile } from './sweep-file';
import { missesThatSettle, type Threshold, type Thresholds } from './thresholds';

const ZONES = ['a', 'b', 'c'];
const PLAN: SweepFile = {
  ...{ version: '3.6.16', seed: 1, command: 'etcd-assay latency', leaderZone: 'a', rate: 20 },
  ...{ zones: ZONES, placement: ZONES, targetP99: 100, searches: true, distances: [] },
  timers: [{ name: 'default', timers: { heartbeatMs: 100, electionMs: 1000 } }],
  work: { repeats: 3, measureMs: 6000, burstMs: 2000, kills: 21, freezes: 3 },
};

const between = (low: number, high: number, open: number[] = []): Threshold => ({
  ...{ low, high, open, contradicted: [] },
});
/** Only re-election is not narrow yet. */
const found = (changes: Partial<Thresholds> = {}): Thresholds => ({
  ...{ timers: 'default', heartbeat: 100, election: 1000, jitter: 0, reelected: [] },
  ...{ stable: between(800, 1000), onTarget: between(30, 40), reelectable: between(100, 400) },
  ...changes,
});
const searched = (thresholds: Thresholds) =>
  searchCells(PLAN, [thresholds], 1).map(({ name, points }) => ({
    name,
    points: points.map(({ rtt, kills, enough }) => ({ rtt, kills, enough })),
  }));

describe('a search for a narrower interval', () => {
  test('kills all leaders on its first cluster, and no more once three were not followed in time', () => {
    expect(searched(found())).toEqual([
      {
        name: 'default-search-1-1',
        points: [{ rtt: 200, kills: 20, enough: { missed: 3, within: 2400 } }],
      },
      { name: 'default-search-1-2', points: [{ rtt: 200, kills: 0, enough: undefined }] },
    ]);
  });

  test('goes by all leaders that were killed at a distance which is looked at again', () => {
    const tried = { rtt: 150, successes: 13, trials: 13, low: 0.7, high: 1 };
    const [first] = searched(found({ reelectable: between(100, 400, [150]), reelected: [tried] }));
    expect(first?.points).toEqual([{ rtt: 150, kills: 20, enough: { missed: 4, within: 2300 } }]);
  });

  test('kills nobody where something else is looked for', () => {
    const [first] = searched(found({ reelectable: between(100, 140), stable: between(400, 1600) }));
    expect(first?.points).toEqual([{ rtt: 800, kills: 0, enough: undefined }]);
  });
});

describe('misses that settle it', () => {
  test.each([
    [undefined, 3],
    [{ successes: 13, trials: 13 }, 4],
    [{ successes: 5, trials: 7 }, 1],
    [{ successes: 0, trials: 7 }, 1],
  ])('are, after %j, %d of twenty more', (tried, misses) => {
    expect(missesThatSettle(tried, 20)).toBe(misses);
  });
});
