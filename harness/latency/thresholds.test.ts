import { describe, expect, test } from '@jest/globals';
import { emptyHistogram, figuresOf } from '../checkers/sweep/latencies';
import type { LostLeader } from '../result/measured-point';
import { nextCandidates } from './search';
import type { PooledPoint } from './pool';
import { thresholdsOf, type Threshold, type Thresholds } from './thresholds';

const kill = (elected: number | null): LostLeader => ({
  ...{ how: 'kill', proven: true, detected: null, elected, available: elected, lockReleased: null },
});

/** So many leaders killed, of which so many were followed by another one in time. */
const kills = (all: number, inTime: number): LostLeader[] =>
  Array.from({ length: all }, (_, index) => kill(index < inTime ? 1500 : null));

function point(
  rtt: number,
  { put = 10, ...changes }: Partial<PooledPoint> & { put?: number } = {},
): PooledPoint {
  const histogram = emptyHistogram();
  histogram.recordValue(put * 1000);
  const figures = figuresOf(histogram, 0);
  const zone = {
    zone: 'a',
    put: figures,
    cas: figures,
    read: figures,
    serializable: figures,
    throughput: null,
  };
  return {
    ...{
      point: rtt,
      rtt,
      jitter: 0,
      seen: rtt,
      heartbeat: 100,
      election: 1000,
      counted: true,
      zones: [zone],
      ...{ led: true, leaderless: false, leaderChanges: 0, sightLost: 0 },
    },
    ...{ heartbeatFailures: 0, proposalsFailed: 0, proposalsPending: 0, fsyncP99: null, commitP99: null },
    ...{ etcdRtt: null, busy: 0.2, losses: [], finished: true, verdict: 'measured', why: null },
    ...{
      timers: 'default',
      repeats: 3,
      unreliable: 0,
      leadersLost: false,
      noneToLose: false,
      putP99s: [put],
    },
    ...changes,
  };
}

const only = (points: PooledPoint[], target = 100): Thresholds =>
  thresholdsOf(points, target)[0] as Thresholds;

describe('thresholds', () => {
  test('lie between the last distance that holds and the first that does not', () => {
    const points = [point(0), point(50), point(200, { leaderChanges: 1 }), point(100)];
    expect(only(points).stable).toEqual({ low: 100, high: 200, open: [], contradicted: [] });
  });

  test('have no end where nothing fails, and no beginning where nothing holds', () => {
    expect(only([point(0), point(50)]).stable).toEqual({ low: 50, high: null, open: [], contradicted: [] });
    expect(only([point(0, { leaderChanges: 2 }), point(50, { led: false })]).stable).toEqual({
      ...{ low: null, high: 0, open: [], contradicted: [] },
    });
  });

  test('tell where something held beyond what it failed at', () => {
    const points = [point(0), point(1, { leaderChanges: 1 }), point(50)];
    expect(only(points).stable).toEqual({ low: 0, high: 1, open: [], contradicted: [50] });
  });

  test('are not made from what is not to be relied on, nor from who did not say', () => {
    const open = { low: 0, high: null, open: [50], contradicted: [] };
    const unreliable = { verdict: 'inconclusive' } as const;
    expect(only([point(0), point(50, unreliable)]).stable).toEqual(open);
    expect(only([point(0), point(50, { ...unreliable, leaderChanges: 1 })]).stable).toEqual(open);
    expect(only([point(0), point(50, { led: null })]).stable).toEqual(open);
    expect(only([point(0), point(50, { ...unreliable, put: 500 })]).onTarget).toEqual(open);
    expect(only([point(50, { ...unreliable, leadersLost: true })]).reelectable.open).toEqual([50]);
  });

  test('fail where no leader settles at all', () => {
    const { stable, reelectable, onTarget } = only([
      point(0, { losses: kills(20, 20) }),
      point(900, { led: false, leaderless: true }),
    ]);
    const failed = { low: 0, high: 900 };
    expect([stable, reelectable, onTarget]).toMatchObject([failed, failed, failed]);
  });

  test('but that of stability do not fail where another leader was elected', () => {
    const { stable, reelectable, onTarget } = only([
      point(0, { losses: kills(20, 20) }),
      point(50, { led: false, leaderChanges: 1 }),
    ]);
    expect(stable).toMatchObject({ low: 0, high: 50 });
    expect(reelectable).toMatchObject({ low: 0, high: null, open: [] });
    expect(onTarget).toMatchObject({ low: 50, high: null });
  });

  test('of the target fail where writes fail, however quick the others were', () => {
    const histogram = emptyHistogram();
    Array.from({ length: 90 }, () => histogram.recordValue(1000));
    const put = figuresOf(histogram, 10);
    const none = figuresOf(emptyHistogram(), 10);
    const zoneWith = (figures: typeof put) => [
      { ...(point(0).zones[0] as PooledPoint['zones'][number]), put: figures },
    ];
    expect(only([point(0), point(50, { zones: zoneWith(put) })]).onTarget).toMatchObject({
      low: 0,
      high: 50,
    });
    expect(only([point(0), point(50, { zones: zoneWith(none) })]).onTarget).toMatchObject({
      low: 0,
      high: 50,
    });
  });

  test('of the target are where the slowest zone is beyond it', () => {
    expect(only([point(0), point(50, { put: 90 }), point(100, { put: 190 })]).onTarget).toEqual({
      ...{ low: 50, high: 100, open: [], contradicted: [] },
    });
  });

  test.each([
    ['nothing, where none was tried', [], { low: null, high: null, open: [] }],
    ['20 of 20', kills(20, 20), { low: 50, high: null }],
    ['18 of 20', kills(20, 18), { low: 50, high: null }],
    ['17 of 20', kills(20, 17), { low: null, high: 50 }],
    ['19 of 19, which are too few', kills(19, 19), { low: null, high: null }],
    ['0 of 3, which settle it', kills(3, 0), { low: null, high: 50 }],
    ['1 of 3, which do not', kills(3, 1), { low: null, high: null }],
    [
      'none that is proven',
      kills(20, 20).map((one) => ({ ...one, proven: false })),
      { low: null, high: null },
    ],
  ])('of re-election: %s', (_, losses, threshold) => {
    expect(only([point(50, { losses })]).reelectable).toMatchObject(threshold);
  });

  test('of re-election are open where leaders were killed only where nothing is to be relied on', () => {
    expect(only([point(0), point(50, { leadersLost: true })]).reelectable.open).toEqual([50]);
    expect(only([point(0), point(50)]).reelectable.open).toEqual([]);
  });

  test('of anything but re-election do not go by where leaders were only lost', () => {
    const losing = { counted: false, zones: [], led: null };
    const { stable, onTarget, reelectable } = only([
      point(0),
      point(50, { ...losing, losses: kills(20, 20) }),
    ]);
    const untold = { low: 0, high: null, open: [] };
    expect([stable, onTarget]).toMatchObject([untold, untold]);
    expect(reelectable.low).toBe(50);
    const none = only([point(0, { losses: kills(20, 20) }), point(50, { ...losing, noneToLose: true })]);
    expect(none).toMatchObject({ stable: untold, onTarget: untold, reelectable: { low: 0, high: 50 } });
  });

  test('of re-election go by leaders that were lost, whatever is to be said of figures', () => {
    const { reelectable, stable } = only([point(50, { verdict: 'inconclusive', losses: kills(20, 20) })]);
    expect(reelectable.low).toBe(50);
    expect(stable.open).toEqual([50]);
  });

  test('of re-election allow two timeouts and two round trips', () => {
    const elected = (ms: number) =>
      only([point(50, { losses: Array.from({ length: 20 }, () => kill(ms)) })]).reelectable;
    expect(elected(2100).low).toBe(50);
    expect(elected(2101).high).toBe(50);
  });

  test('are of each set of timers by itself', () => {
    const slow = { timers: 'slow', heartbeat: 500, election: 2500 };
    const both = thresholdsOf([point(0), point(0, { ...slow, leaderChanges: 1 })], 100);
    expect(both.map(({ timers, stable }) => [timers, stable.low])).toEqual([
      ['default', 0],
      ['slow', null],
    ]);
  });
});

describe('the search', () => {
  const measured = (rtt: number) => ({ rtt, measured: true, kills: 0 });
  const killing = (rtt: number) => ({ rtt, measured: false, kills: 40 });

  type Ends = Pick<Threshold, 'low' | 'high'> & Partial<Threshold>;
  const after = (stable: Ends, reelectable: Ends) =>
    nextCandidates({
      ...only([point(0)]),
      stable: { open: [], contradicted: [], ...stable },
      onTarget: { ...NARROW, open: [], contradicted: [] },
      reelectable: { open: [], contradicted: [], ...reelectable },
    });
  const NARROW = { low: 100, high: 150 };

  test('goes to the middle of what is too wide', () => {
    expect(after({ low: 100, high: 400 }, NARROW)).toEqual([measured(200)]);
    expect(after(NARROW, { low: 100, high: 225 })).toEqual([killing(150)]);
  });

  test('goes further where nothing failed yet, as far as a vote can come back in time', () => {
    expect(after({ low: 400, high: null }, NARROW)).toEqual([measured(800)]);
    expect(after({ low: 4000, high: null }, NARROW)).toEqual([]);
  });

  test('first looks again at what was tried and does not tell', () => {
    expect(after({ low: 10, high: null, open: [50, 100] }, NARROW)).toEqual([measured(50)]);
    expect(after({ low: null, high: null, open: [0] }, NARROW)).toEqual([measured(0)]);
  });

  test('narrows the target too, looks again at what contradicts itself, and stays where members can be', () => {
    const { election, ...rest } = only([point(0)]);
    const narrow = { ...NARROW, open: [], contradicted: [] };
    const wide = { low: 20, high: 80, open: [], contradicted: [] };
    const next = (changes: Partial<Thresholds>) =>
      nextCandidates({
        ...rest,
        election,
        stable: narrow,
        reelectable: narrow,
        onTarget: narrow,
        ...changes,
      });
    expect(next({ onTarget: wide })).toEqual([measured(40)]);
    expect(next({ stable: { ...wide, contradicted: [400] } })).toEqual([measured(80)]);
    expect(next({ election: 50_000, stable: { ...wide, low: 800, high: null } })).toEqual([measured(1600)]);
    expect(next({ election: 50_000, stable: { ...wide, low: 801, high: null } })).toEqual([]);
  });

  test('does both at one distance where that is the same', () => {
    const wide = { low: 100, high: 400 };
    expect(after(wide, wide)).toEqual([{ rtt: 200, measured: true, kills: 40 }]);
  });

  test('ends where all is narrow, or nothing holds', () => {
    expect(after(NARROW, NARROW)).toEqual([]);
    expect(after({ low: null, high: 0 }, { low: null, high: null })).toEqual([]);
    expect(after({ low: 0, high: 1 }, NARROW)).toEqual([]);
  });
});
