import { z } from 'zod';
import { groupBy } from '../checkers/grouping';
import { binomialInterval, type Share } from '../statistics/binomial-interval';
import type { PooledPoint } from './pool';

/**
 * Where something stops to hold, in milliseconds of round trip: it was seen to hold up to `low`, and not to hold at `high`.
 * `low` is null where it did not hold at the shortest, `high` where it held at every one that was tried. `open` are those
 * between the two, or beyond `low`, that were tried and do not tell; `contradicted` those beyond `high` at which it held all the
 * same.
 */
export const Threshold = z.strictObject({
  low: z.number().nullable(),
  high: z.number().nullable(),
  open: z.array(z.number()),
  contradicted: z.array(z.number()),
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

/** Share of writes that may fail where a 99th percentile is to mean anything. */
const FAILED = 0.01;
/** What counts as being re-elected: in two election timeouts and two round trips, and nine times of ten. */
const ELECTED = { timeouts: 2, roundTrips: 2, missed: 0.1, kills: 20 } as const;

/** Leaders that have to be killed at a distance before the share that is followed by another one counts. */
export const LEAST_KILLS = ELECTED.kills;

/** Each of points with the same timers and jitter. */
export function thresholdsOf(points: readonly PooledPoint[], targetP99: number): Thresholds[] {
  const groups = groupBy(points, ({ timers, jitter }) => `${timers} ${jitter}`);
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

/** @param holds undefined where the point does not tell, null where that was not even tried at it */
function threshold(
  sorted: readonly PooledPoint[],
  holds: (point: PooledPoint) => boolean | undefined | null,
): Threshold {
  const verdicts = sorted
    .map((point) => ({ rtt: point.rtt, verdict: holds(point) }))
    .filter(({ verdict }) => verdict !== null);
  const high = verdicts.find(({ verdict }) => verdict === false)?.rtt ?? null;
  const before = verdicts.filter(({ rtt }) => high === null || rtt < high);
  const low = before.findLast(({ verdict }) => verdict === true)?.rtt ?? null;
  const rttsOf = (which: typeof verdicts): number[] => which.map(({ rtt }) => rtt);
  return {
    ...{ low, high },
    open: rttsOf(before.filter(({ rtt, verdict }) => verdict === undefined && rtt > (low ?? -1))),
    contradicted: rttsOf(
      verdicts.filter(({ rtt, verdict }) => verdict === true && high !== null && rtt > high),
    ),
  };
}

/** Nothing that is not to be relied on tells anything. */
const relied = <T>(point: PooledPoint, told: T): T | undefined =>
  point.verdict === 'measured' ? told : undefined;

/** @returns undefined where the figures tell neither, null where nobody looked */
export const isStable = (point: PooledPoint): boolean | undefined | null =>
  point.counted
    ? relied(point, point.led === false || point.leaderChanges > 0 ? false : (point.led ?? undefined))
    : null;

/**
 * Too few kills tell nothing, unless already too many of them were not followed in time. Of those the pool has only what is to be
 * relied on.
 * @returns null where no leader was to be killed
 */
export function isReelectable(point: PooledPoint): boolean | undefined | null {
  const told = reelectedOften(reelected(point));
  if (told !== undefined) {
    return told;
  }
  // Where no leader settles, none would be followed by another one.
  if (point.noneToLose || relied(point, point.leaderless) === true) {
    return false;
  }
  return point.leadersLost ? undefined : null;
}

function reelectedOften(share: Share | undefined): boolean | undefined {
  if (share === undefined) {
    return undefined;
  }
  const { successes, trials } = share;
  if (trials - successes > ELECTED.missed * Math.max(trials, ELECTED.kills)) {
    return false;
  }
  return trials >= ELECTED.kills ? true : undefined;
}

/** A write that failed is no quick one: more than one in a hundred of them, and the 99th percentile is beyond any target. */
function isOnTarget(point: PooledPoint, target: number): boolean | undefined | null {
  if (!point.counted) {
    return null;
  }
  const puts = point.zones.map(({ put }) => put).filter(({ count }) => count > 0);
  const met = puts.every(
    ({ p99, failed, count }) => p99 !== null && p99 <= target && failed <= FAILED * count,
  );
  return relied(point, point.leaderless ? false : puts.length === 0 ? undefined : met);
}

/**
 * Of so many more leaders killed, how many not followed in time settle the matter, whatever becomes of the others.
 * @param tried those that were killed before at the same distance
 */
export function missesThatSettle(
  tried: Pick<Share, 'successes' | 'trials'> | undefined,
  more: number,
): number {
  const { successes, trials } = tried ?? { successes: 0, trials: 0 };
  const allowed = Math.floor(ELECTED.missed * Math.max(ELECTED.kills, trials + more));
  return Math.max(1, allowed + 1 - (trials - successes));
}

/**
 * Whether the true share may be on either side of what is wanted (95 %), and so many kills in all could still decide otherwise
 * than those that there are.
 */
export const isUnsettled = ({ low, high, successes, trials }: Share, kills: number): boolean =>
  trials < kills &&
  low < 1 - ELECTED.missed &&
  high >= 1 - ELECTED.missed &&
  trials - successes <= ELECTED.missed * kills;

/** Milliseconds in which a lost leader is to be followed by another one. */
export const electedWithin = (election: number, rtt: number): number =>
  ELECTED.timeouts * election + ELECTED.roundTrips * rtt;

/** Of the leaders that were killed for sure. */
export function reelected({ losses, rtt, election }: PooledPoint): Share | undefined {
  const kills = losses.filter(({ how, proven }) => how === 'kill' && proven);
  const bound = electedWithin(election, rtt);
  const inTime = kills.filter(({ elected }) => elected !== null && elected <= bound).length;
  return kills.length === 0 ? undefined : binomialInterval(inTime, kills.length);
}
