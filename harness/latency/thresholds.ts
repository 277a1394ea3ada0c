import { z } from 'zod';
import { binomialInterval, type Share } from '../statistics/binomial-interval';
import type { PooledPoint } from './pool';

/**
 * Where something stops to hold, in milliseconds of round trip: it was seen to hold up to `low`, and not to hold at `high`.
 * `low` is null where it did not hold at the shortest, `high` where it held at every one that was tried. `open` are those
 * between the two, or beyond `low`, that were tried and do not tell.
 */
export const Threshold = z.strictObject({
  low: z.number().nullable(),
  high: z.number().nullable(),
  open: z.array(z.number()),
});
export type Threshold = z.infer<typeof Threshold>;

/** The thresholds of one set of timers at one jitter; times in milliseconds. */
export const Thresholds = z.strictObject({
  timers: z.string(),
  heartbeat: z.number(),
  election: z.number(),
  jitter: z.number(),
  /** No leader changed that was not taken away. */
  stable: Threshold,
  /** Of leaders that were killed, so many were followed by another one in time: see `ELECTED`. */
  reelectable: Threshold,
  /** The 99th percentile of writes from the slowest zone is below the target. */
  onTarget: Threshold,
  /** How many killed leaders were followed in time, and the interval of the true share (95 %). */
  reelected: z.array(
    z.strictObject({
      rtt: z.number(),
      successes: z.int(),
      trials: z.int(),
      low: z.number(),
      high: z.number(),
    }),
  ),
});
export type Thresholds = z.infer<typeof Thresholds>;

/** What counts as being re-elected: in two election timeouts and two round trips, and nine times of ten. */
const ELECTED = { timeouts: 2, roundTrips: 2, missed: 0.1, kills: 20 } as const;

/** Each of points with the same timers and jitter. */
export function thresholdsOf(points: readonly PooledPoint[], targetP99: number): Thresholds[] {
  const groups = new Map<string, PooledPoint[]>();
  for (const point of points) {
    const name = `${point.timers} ${point.jitter}`;
    groups.set(name, [...(groups.get(name) ?? []), point]);
  }
  return [...groups.values()].map((group) => {
    const sorted = [...group].sort((one, other) => one.rtt - other.rtt);
    const [{ timers, heartbeat, election, jitter }] = sorted as [PooledPoint, ...PooledPoint[]];
    return {
      ...{ timers, heartbeat, election, jitter },
      stable: threshold(sorted, isStable),
      reelectable: threshold(sorted, isReelectable),
      onTarget: threshold(sorted, (point) => isOnTarget(point, targetP99)),
      reelected: sorted.flatMap((point) => {
        const share = reelected(point);
        return share === undefined ? [] : [{ rtt: point.rtt, ...share }];
      }),
    };
  });
}

/** @param holds undefined where the point does not tell */
function threshold(
  sorted: readonly PooledPoint[],
  holds: (point: PooledPoint) => boolean | undefined,
): Threshold {
  const verdicts = sorted.map((point) => ({ rtt: point.rtt, verdict: holds(point) }));
  const high = verdicts.find(({ verdict }) => verdict === false)?.rtt ?? null;
  const before = verdicts.filter(({ rtt }) => high === null || rtt < high);
  const low = before.findLast(({ verdict }) => verdict === true)?.rtt ?? null;
  const open = before.filter(({ rtt, verdict }) => verdict === undefined && rtt > (low ?? -1));
  return { low, high, open: open.map(({ rtt }) => rtt) };
}

/** @returns undefined where the figures tell neither */
export const isStable = ({ leaderChanges, verdict }: PooledPoint): boolean | undefined =>
  leaderChanges > 0 ? false : verdict === 'measured' ? true : undefined;

/** Too few kills tell nothing, unless already too many of them were not followed in time. */
export function isReelectable(point: PooledPoint): boolean | undefined {
  const share = reelected(point);
  if (share === undefined) {
    return undefined;
  }
  const { successes, trials } = share;
  const missed = trials - successes;
  if (missed > ELECTED.missed * Math.max(trials, ELECTED.kills)) {
    return false;
  }
  return trials >= ELECTED.kills ? true : undefined;
}

function isOnTarget({ zones, verdict }: PooledPoint, target: number): boolean | undefined {
  const p99s = zones.map(({ put }) => put.p99).filter((p99) => p99 !== null);
  return verdict === 'inconclusive' || p99s.length === 0 ? undefined : Math.max(...p99s) <= target;
}

/** Of the leaders that were killed for sure. */
export function reelected({ losses, rtt, election }: PooledPoint): Share | undefined {
  const kills = losses.filter(({ how, proven }) => how === 'kill' && proven);
  const bound = ELECTED.timeouts * election + ELECTED.roundTrips * rtt;
  const inTime = kills.filter(({ elected }) => elected !== null && elected <= bound).length;
  return kills.length === 0 ? undefined : binomialInterval(inTime, kills.length);
}
