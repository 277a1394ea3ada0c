import { describe, expect, test } from '@jest/globals';
import { costOf, recommend, rulesOf, snapshotCountOf } from './recommend';
import { refusedByEtcd } from './timers';

describe('what is recommended', () => {
  test.each([
    // Within a data centre nothing is better than the defaults.
    [
      { rtt: 0, jitter: 0, fsyncP99: 10 },
      { heartbeatMs: 100, electionMs: 1000 },
    ],
    [
      { rtt: 50, jitter: 0, fsyncP99: 10 },
      { heartbeatMs: 100, electionMs: 1000 },
    ],
    [
      { rtt: 100, jitter: 0, fsyncP99: 10 },
      { heartbeatMs: 100, electionMs: 1010 },
    ],
    [
      { rtt: 100, jitter: 100, fsyncP99: 0 },
      { heartbeatMs: 100, electionMs: 2000 },
    ],
    [
      { rtt: 400, jitter: 0, fsyncP99: 0 },
      { heartbeatMs: 400, electionMs: 4000 },
    ],
    [
      { rtt: 5000, jitter: 5000, fsyncP99: 0 },
      { heartbeatMs: 5000, electionMs: 50_000 },
    ],
  ])('for %j is %j', (conditions, timers) => {
    expect(recommend(conditions)).toEqual(timers);
  });

  test.each([0, 3, 33, 100, 333, 1000, 5000])('for %i ms is what etcd accepts and keeps the rules', (rtt) => {
    const timers = recommend({ rtt, jitter: 0, fsyncP99: 10 });
    expect(refusedByEtcd(timers)).toBeUndefined();
    expect(rulesOf(timers, { rtt, jitter: 0 }).filter(({ kept }) => !kept)).toEqual([]);
  });

  test('names the rules that other timers break', () => {
    const broken = rulesOf({ heartbeatMs: 100, electionMs: 1000 }, { rtt: 400, jitter: 0 }).filter(
      ({ kept }) => !kept,
    );
    expect(broken.map(({ rule }) => rule)).toEqual([
      'heartbeat of 0.5 to 1.5 round trips, or 100 ms where those are less',
      'election timeout of at least 10 round trips at their longest',
    ]);
  });

  test('costs time until a loss is noticed, longer leases, and later hand-over of locks', () => {
    expect(costOf({ heartbeatMs: 100, electionMs: 1000 }, { rtt: 100, jitter: 0 })).toEqual({
      detection: [1000, 2000],
      leastTtl: 2000,
      lockHandOver: 2000 + 300 + 2000 + 1000 + 500,
    });
    expect(costOf({ heartbeatMs: 5000, electionMs: 50_000 }, { rtt: 0, jitter: 0 }).leastTtl).toBe(75_000);
  });

  test('leaves the snapshot count at what the release has', () => {
    expect(['3.5.35', '3.6.16', '3.7.3'].map(snapshotCountOf)).toEqual([100_000, 10_000, 10_000]);
  });
});

test.each([
  [100, 499, /less than 5 heartbeats/],
  [100, 50_001, /more than 50 s/],
])('etcd refuses %i/%i ms', (heartbeatMs, electionMs, words) => {
  expect(refusedByEtcd({ heartbeatMs, electionMs })).toMatch(words);
});
