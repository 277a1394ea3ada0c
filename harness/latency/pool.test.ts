import { describe, expect, test } from '@jest/globals';
import { emptyHistogram, figuresOf } from '../checkers/sweep/latencies';
import type { MeasuredPoint } from '../result/measured-point';
import { pool } from './pool';

const TIMERS = { name: 'default', timers: { heartbeatMs: 100, electionMs: 1000 } };

function repeat(milliseconds: readonly number[], changes: Partial<MeasuredPoint> = {}): MeasuredPoint {
  const histogram = emptyHistogram();
  milliseconds.forEach((one) => histogram.recordValue(one * 1000));
  const figures = figuresOf(histogram, 1);
  const zone = {
    zone: 'a',
    put: figures,
    cas: figures,
    read: figures,
    serializable: figures,
    throughput: 100,
  };
  return {
    ...{
      point: 1,
      rtt: 50,
      jitter: 0,
      seen: 50,
      heartbeat: 100,
      election: 1000,
      counted: true,
      zones: [zone],
      ...{ led: true, leaderless: false, leaderChanges: 0, sightLost: 0 },
    },
    ...{ heartbeatFailures: 1, proposalsFailed: 0, proposalsPending: 2, fsyncP99: 4, commitP99: null },
    ...{ etcdRtt: null, busy: 0.2, losses: [], finished: true, verdict: 'measured', why: null },
    ...changes,
  };
}

describe('repeats of one point', () => {
  test('have one histogram, not an average of quantiles', () => {
    const pooled = pool(TIMERS, [repeat([1, 1, 1]), repeat([9, 9, 9]), repeat([1, 1, 1])]);
    const [zone] = pooled.zones;
    expect(zone?.put).toMatchObject({ count: 12, failed: 3 });
    expect(zone?.put.p50).toBeCloseTo(1, 1);
    expect(zone?.put.p99).toBeCloseTo(9, 1);
    expect(pooled).toMatchObject({
      repeats: 3,
      unreliable: 0,
      heartbeatFailures: 3,
      fsyncP99: 4,
      commitP99: null,
    });
    expect(pooled.putP99s.map(Math.round)).toEqual([1, 9, 1]);
  });

  test('that are not to be relied on give no figures at all', () => {
    const lost = {
      how: 'kill',
      proven: true,
      detected: 1,
      elected: 2,
      available: 3,
      lockReleased: null,
    } as const;
    const busy = { verdict: 'inconclusive', why: 'busy', leaderChanges: 2, busy: 1 } as const;
    const bad = { ...busy, losses: [lost] };
    const pooled = pool(TIMERS, [repeat([500], bad), repeat([1])]);
    expect(pooled.zones[0]?.put.max).toBeCloseTo(1, 1);
    expect(pooled).toMatchObject({
      verdict: 'measured',
      repeats: 1,
      unreliable: 1,
      leaderChanges: 0,
      busy: 0.2,
      losses: [],
      leadersLost: true,
    });
    expect(pool(TIMERS, [repeat([500], bad)])).toMatchObject({
      verdict: 'inconclusive',
      why: 'busy',
      repeats: 0,
    });
  });

  describe('in clusters that only lost leaders', () => {
    const lost = {
      ...({ how: 'kill', proven: true, detected: 1, elected: 2, available: 3, lockReleased: null } as const),
    };
    const losing = repeat([], { counted: false, zones: [], led: null, losses: [lost] });
    const bad = { verdict: 'inconclusive', why: 'saturated' } as const;

    test('add these, and neither figures nor what became of a leader left alone', () => {
      for (const order of [
        [losing, repeat([9])],
        [repeat([9]), losing],
      ]) {
        const pooled = pool(TIMERS, order);
        expect(pooled).toMatchObject({
          repeats: 1,
          unreliable: 0,
          led: true,
          losses: [lost],
          verdict: 'measured',
        });
        expect(pooled).toMatchObject({ counted: true, leadersLost: true, noneToLose: false });
        expect(pooled.zones).toHaveLength(1);
      }
      const alone = { counted: false, led: null, zones: [], losses: [lost, lost], verdict: 'measured' };
      expect(pool(TIMERS, [losing, losing])).toMatchObject(alone);
    });

    test('are relied on for themselves', () => {
      expect(pool(TIMERS, [losing, repeat([9], bad)])).toMatchObject({ ...bad, losses: [lost] });
      const left = { verdict: 'measured', losses: [], leadersLost: true };
      expect(pool(TIMERS, [{ ...losing, ...bad }, repeat([9])])).toMatchObject(left);
      expect(pool(TIMERS, [{ ...losing, ...bad }, losing, repeat([9])]).losses).toEqual([lost]);
    });

    test('say for themselves that no leader settled', () => {
      const leaderless = { ...losing, led: false, leaderless: true, losses: [] };
      expect(pool(TIMERS, [leaderless, repeat([9])])).toMatchObject({ led: true, noneToLose: true });
      expect(pool(TIMERS, [{ ...leaderless, ...bad }, repeat([9])])).toMatchObject({ noneToLose: false });
      expect(pool(TIMERS, [leaderless])).toMatchObject({ led: null, noneToLose: true });
      const changed = { ...losing, led: false, losses: [] };
      expect(pool(TIMERS, [changed, repeat([9])])).toMatchObject({ noneToLose: false });
    });
  });
});
