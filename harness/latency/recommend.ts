import { minimumTtl } from '../cluster/minimum-ttl';
import type { Timers } from '../journal/header';
import { ETCD_LIMITS } from './timers';

/** A rule of etcd's tuning guide, and of this harness's own measurements. */
export interface Rule {
  readonly rule: string;
  readonly kept: boolean;
}

/** What the network between members is like, in milliseconds. */
export interface Conditions {
  readonly rtt: number;
  readonly jitter: number;
  /** 99th percentile of the slowest member's disk; 10 ms is the most that etcd's own guide calls fine. */
  readonly fsyncP99: number;
}

/** etcd counts in steps of a hundred as its defaults do; finer ones are not worth remembering. */
const STEP = 10;
/** Where etcd starts, and where there is no reason to go below. */
const LEAST: Timers = { heartbeatMs: 100, electionMs: 1000 };

/**
 * A heartbeat of about one round trip, in which a disk may be slow once; an election timeout of ten of the longest
 * round trips (etcd, tuning guide).
 */
export function recommend({ rtt, jitter, fsyncP99 }: Conditions): Timers {
  const longest = rtt + jitter;
  const heartbeatMs = Math.max(LEAST.heartbeatMs, up(rtt));
  const wanted = Math.max(
    LEAST.electionMs,
    10 * longest + fsyncP99,
    ETCD_LIMITS.heartbeatsAnElection * heartbeatMs,
  );
  return { heartbeatMs, electionMs: Math.min(ETCD_LIMITS.mostElectionMs, up(wanted)) };
}

const up = (milliseconds: number): number => Math.ceil(milliseconds / STEP) * STEP;

/** The rules, and which of them these timers keep where a round trip takes so long, and at its longest. */
export function rulesOf({ heartbeatMs, electionMs }: Timers, { rtt, jitter }: Distance): Rule[] {
  return [
    {
      rule: `heartbeat of 0.5 to 1.5 round trips, or ${LEAST.heartbeatMs} ms where those are less`,
      kept: heartbeatMs >= 0.5 * rtt && heartbeatMs <= Math.max(LEAST.heartbeatMs, 1.5 * (rtt + jitter)),
    },
    {
      rule: 'election timeout of at least 10 round trips at their longest',
      kept: electionMs >= 10 * (rtt + jitter),
    },
    {
      rule: `election timeout of at least ${ETCD_LIMITS.heartbeatsAnElection} heartbeats`,
      kept: electionMs >= ETCD_LIMITS.heartbeatsAnElection * heartbeatMs,
    },
    { rule: 'election timeout of at most 50 s', kept: electionMs <= ETCD_LIMITS.mostElectionMs },
  ];
}

type Distance = Pick<Conditions, 'rtt' | 'jitter'>;

/** What timers cost, in milliseconds. */
export interface Cost {
  /** From the loss of a leader until a member asks for votes: from one to two election timeouts. */
  readonly detection: readonly [least: number, most: number];
  /** The shortest lease that is granted. */
  readonly leastTtl: number;
  /** The latest that a lock is handed over after its holder and the leader were lost together. */
  readonly lockHandOver: number;
}

/** Expiry is looked at every 500 ms. */
const EXPIRY = 500;

/** A new leader gives every lease its whole time again, and an election timeout on top. */
export function costOf(timers: Timers, { rtt, jitter }: Distance): Cost {
  const { electionMs } = timers;
  const leastTtl = 1000 * minimumTtl(timers);
  const detection = [electionMs, 2 * electionMs] as const;
  // Pre-vote, vote, and the revoke's own commit: a round trip each.
  const lockHandOver = detection[1] + 3 * (rtt + jitter) + leastTtl + electionMs + EXPIRY;
  return { detection, leastTtl, lockHandOver };
}

/**
 * Entries between two snapshots: etcd's own default, since no distance makes another one better. A member that was away
 * catches up from the log for as long as it is fewer than 5,000 entries behind, whatever this figure is.
 */
export function snapshotCountOf(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 3 && minor < 6 ? 100_000 : 10_000;
}

/** The longest that another leader may take to be there after one was lost: two timeouts, and two votes. */
export const failoverOf = ({ electionMs }: Timers, { rtt, jitter }: Distance): number =>
  2 * electionMs + 2 * (rtt + jitter);
