import { z } from 'zod';
import { Contention } from '../journal/sweep-record';

const Milliseconds = z.number().nonnegative();

/**
 * How long one kind of work took clients of one zone. Quantiles are in milliseconds, null where nothing was answered;
 * `failed` had no answer, or one that says no. `histogram` has it all: an HdrHistogram of microseconds with three digits, in
 * its own compressed form (V2) as base64.
 */
export const LatencyFigures = z.strictObject({
  count: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  p50: Milliseconds.nullable(),
  p90: Milliseconds.nullable(),
  p99: Milliseconds.nullable(),
  max: Milliseconds.nullable(),
  histogram: z.string(),
});
export type LatencyFigures = z.infer<typeof LatencyFigures>;

export const ZoneFigures = z.strictObject({
  zone: z.string(),
  put: LatencyFigures,
  cas: LatencyFigures,
  read: LatencyFigures,
  serializable: LatencyFigures,
  /** Acknowledged writes a second where clients write as fast as they are answered; null where that was not tried. */
  throughput: z.number().nonnegative().nullable(),
});
export type ZoneFigures = z.infer<typeof ZoneFigures>;

/** What the loss of a leader cost, in milliseconds from the loss; null where it was not seen. */
export const LostLeader = z.strictObject({
  how: z.enum(['kill', 'freeze']),
  proven: z.boolean(),
  /** A member that stayed asked for votes. */
  detected: Milliseconds.nullable(),
  /** A member that stayed was elected. */
  elected: Milliseconds.nullable(),
  /** The first write that was begun after it was acknowledged. */
  available: Milliseconds.nullable(),
  /** A lock whose holder was lost at the same time was released. */
  lockReleased: Milliseconds.nullable(),
});
export type LostLeader = z.infer<typeof LostLeader>;

/** What clients that change the same keys came to. */
export const ContentionFigures = Contention.extend({
  /** Guarded writes that were tried, and those that went through. */
  attempts: z.int().nonnegative(),
  won: z.int().nonnegative(),
  /** Changes a second. */
  throughput: z.number().nonnegative(),
  /** Of the clients' shares: 1 where all are equal, 1/n where one has all (Jain, Chiu, Hawe 1984); null where nobody won. */
  fairness: z.number().min(0).max(1).nullable(),
});
export type ContentionFigures = z.infer<typeof ContentionFigures>;

/** One setting of the network, as one cluster took it; all times in milliseconds. */
export const MeasuredPoint = z.strictObject({
  point: z.int().nonnegative(),
  /** Round trip between the two members that are furthest apart, as asked for. */
  rtt: Milliseconds,
  jitter: Milliseconds,
  /** Median round trip that probes saw on the longest links. */
  seen: Milliseconds.nullable(),
  heartbeat: Milliseconds,
  election: Milliseconds,
  /** Whether clients were to count at it; where not, leaders were lost, and there are no figures but of that. */
  counted: z.boolean(),
  zones: z.array(ZoneFigures),
  /**
   * Whether all members followed one leader, the same at both ends of the time in which figures counted; false also where no
   * leader settled at all. Null where a member did not say, or nobody looked.
   */
  led: z.boolean().nullable(),
  /** No leader settled at it, so nothing could be done there. */
  leaderless: z.boolean(),
  /** Terms that passed meanwhile without a leader having been taken away: each is an election, won or not. */
  leaderChanges: z.int().nonnegative(),
  /** Times that a member lost sight of its leader and found one, as etcd counts changes of leaders; of the one with most. */
  sightLost: z.int().nonnegative(),
  /** Of all members while figures counted. */
  heartbeatFailures: z.int().nonnegative(),
  proposalsFailed: z.int().nonnegative(),
  /** The most that were seen to wait. */
  proposalsPending: z.int().nonnegative(),
  /** An upper bound of the 99th percentile, by etcd's own buckets, of the slowest member. */
  fsyncP99: Milliseconds.nullable(),
  commitP99: Milliseconds.nullable(),
  /** The mean of what etcd itself says of its peers' round trips meanwhile; null where it said nothing. */
  etcdRtt: Milliseconds.nullable(),
  /** The largest share of all processors that was used in one second of it. */
  busy: z.number().min(0).max(1).nullable(),
  losses: z.array(LostLeader),
  /** Where clients contended for keys, in place of working at fixed rates. */
  contention: ContentionFigures.optional(),
  /** Whether all was done at it that was planned. */
  finished: z.boolean(),
  verdict: z.enum(['measured', 'inconclusive']),
  /** Why its figures are not to be relied on. */
  why: z.string().nullable(),
});
export type MeasuredPoint = z.infer<typeof MeasuredPoint>;
