import { z } from 'zod';
import { ExitCode } from '../errors/exit-code';
import type { Timers } from '../journal/header';
import { equallyFar } from '../topology/zones';
import { cellsOf, type Cell, type Distance } from './cells';
import { costOf, failoverOf, recommend, rulesOf, snapshotCountOf, type Conditions } from './recommend';
import { PooledPointReport } from './report';
import type { PooledPoint } from './pool';
import { isReelectable, isStable, reelected } from './thresholds';
import type { CellOutcome } from './sweep';
import { DEFAULT, type NamedTimers } from './timers';
import { Verdict } from '../result/result';

export const TUNE_SCHEMA = 'etcd-assay/tune/1';

const Recommendation = z.strictObject({
  heartbeat: z.int(),
  election: z.int(),
  snapshotCount: z.int(),
  /** Milliseconds from the loss of a leader until somebody asks for votes. */
  detection: z.tuple([z.number(), z.number()]),
  /** The longest until there is another one. */
  failover: z.number(),
  leastTtl: z.number(),
  lockHandOver: z.number(),
  rules: z.array(z.strictObject({ rule: z.string(), kept: z.boolean() })),
});
export type Recommendation = z.infer<typeof Recommendation>;

/** Where a set of timers was tried, and what it came to. */
const Tried = z.strictObject({
  timers: z.string(),
  jitter: z.number(),
  stable: z.boolean().nullable(),
  /** Null where too few leaders were taken away to tell. */
  reelectable: z.boolean().nullable(),
  reelected: z.strictObject({ successes: z.int(), trials: z.int() }).nullable(),
});
export type Tried = z.infer<typeof Tried>;

/** `OUT/result.json` of a tuning. Times are in milliseconds. */
export const TuneReport = z.strictObject({
  schema: z.literal(TUNE_SCHEMA),
  /** `fail` only where a guarantee of etcd's was violated on the way; null where nothing was measured. */
  verdict: Verdict.nullable(),
  exitCode: z.literal(Object.values(ExitCode)),
  /** What ended it early, or the violation. */
  error: z.string().nullable(),
  version: z.string(),
  seed: z.int(),
  command: z.string(),
  rtt: z.number(),
  /** The jitter that the recommendation is for: as asked, or the least at which the defaults broke, or the most tried. */
  jitter: z.number(),
  recommended: Recommendation,
  /** The least jitter at which the defaults were not stable, or did not re-elect; null where none was seen. */
  defaultsBreakAt: z.number().nullable(),
  /** Jitters at which the figures of the defaults tell neither. */
  untold: z.array(z.number()),
  /** Whether the recommendation bore that jitter; null where the figures do not tell. */
  holds: z.boolean().nullable(),
  tried: z.array(Tried),
  points: z.array(PooledPointReport),
});
export type TuneReport = z.infer<typeof TuneReport>;

export function recommendationFor(conditions: Conditions, version: string): Recommendation {
  const timers = recommend(conditions);
  const cost = costOf(timers, conditions);
  return {
    heartbeat: timers.heartbeatMs,
    election: timers.electionMs,
    snapshotCount: snapshotCountOf(version),
    detection: [...cost.detection],
    failover: failoverOf(timers, conditions),
    leastTtl: cost.leastTtl,
    lockHandOver: cost.lockHandOver,
    rules: rulesOf(timers, conditions),
  };
}

export const recommendedTimers = ({ heartbeat, election }: Recommendation): NamedTimers => ({
  name: 'recommended',
  timers: { heartbeatMs: heartbeat, electionMs: election } satisfies Timers,
});

/** Jitters at which the defaults are tried where nobody says which there is. */
export const JITTERS = [0, 100, 250, 500, 1000] as const;

export interface TuningWork {
  readonly zones: readonly string[];
  readonly rtt: number;
  readonly measureMs: number;
  readonly kills: number;
  readonly seed: number;
}

/** One cluster with these timers at one round trip, with one jitter after another. */
export function tuningCell(
  timers: NamedTimers,
  jitters: readonly number[],
  { zones, rtt, measureMs, kills, seed }: TuningWork,
): Cell {
  const distances = jitters.map((jitter, point): Distance => ({
    point,
    jitter,
    zones: equallyFar(zones, rtt),
    failover: true,
  }));
  const work = { repeats: 1, measureMs, burstMs: 1_000, kills, freezes: 0 };
  const [cell] = cellsOf([timers], distances, work, { seed }) as [Cell];
  return cell;
}

export const triedOf = (points: readonly PooledPoint[]): Tried[] =>
  points.map((point) => {
    const share = reelected(point);
    return {
      ...{ timers: point.timers, jitter: point.jitter, stable: isStable(point) ?? null },
      reelectable: isReelectable(point) ?? null,
      reelected: share === undefined ? null : { successes: share.successes, trials: share.trials },
    };
  });

/** Every jitter at which etcd's own timers were tried, and what it came to: undefined where the figures do not tell. */
const bears = ({ stable, reelectable }: Tried): boolean | undefined => {
  if (stable === false || reelectable === false) {
    return false;
  }
  return stable === true && reelectable === true ? true : undefined;
};

/** The least jitter at which etcd's own timers did not bear it; null where none was seen. */
export function defaultsBreakAt(tried: readonly Tried[]): number | null {
  const broken = tried.filter((one) => one.timers === DEFAULT.name && bears(one) === false);
  return broken.length === 0 ? null : Math.min(...broken.map(({ jitter }) => jitter));
}

/** Jitters of these at which the figures of etcd's own timers tell nothing, or there are none. */
export const untoldOf = (tried: readonly Tried[], jitters: readonly number[]): number[] =>
  jitters.filter((jitter) => {
    const own = tried.find((one) => one.timers === DEFAULT.name && one.jitter === jitter);
    return own === undefined || bears(own) === undefined;
  });

/** Whether the recommendation bore what it was recommended for; undefined where that does not tell. */
export function recommendationHolds(tried: readonly Tried[], jitter: number): boolean | undefined {
  const own = tried.find((one) => one.timers === 'recommended' && one.jitter === jitter);
  return own === undefined ? undefined : bears(own);
}

/**
 * A violation outweighs what was seen of timers.
 * @param holds whether the recommendation bore what it was recommended for
 */
export function tuningVerdict(
  outcomes: readonly Pick<CellOutcome, 'verdict' | 'points'>[],
  holds: boolean | undefined,
): Verdict | null {
  if (outcomes.some(({ verdict }) => verdict === 'fail')) {
    return 'fail';
  }
  if (outcomes.every(({ points }) => points.length === 0)) {
    return null;
  }
  return holds === true ? 'pass' : 'inconclusive';
}
