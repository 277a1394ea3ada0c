import type { Threshold, Thresholds } from './thresholds';

/** An interval is narrow enough where its ends are so many times apart. */
const NARROW = 1.5;
/** Round trips, in election timeouts, above which it is no use to look: a vote cannot come back in time. */
const USELESS_TIMEOUTS = 4;

/** Milliseconds, further than which nobody's members are, whatever held up to there: a satellite's two hops and more. */
const FURTHEST = 1_600;

/** Milliseconds, above which no connection of etcd's stays open. */
export const MOST_RTT = 5_000;

/** Round trips that would make the intervals narrower, and whether leaders have to be taken away at them. */
export interface Candidate {
  readonly rtt: number;
  readonly failover: boolean;
}

/** What to measure next for one set of timers; nothing where every interval is narrow, or has no end to look for. */
export function nextCandidates({ stable, reelectable, onTarget, election }: Thresholds): Candidate[] {
  const most = Math.min(MOST_RTT, USELESS_TIMEOUTS * election);
  const wanted = [
    ...[stable, onTarget].map((threshold) => ({ rtt: between(threshold, most), failover: false })),
    { rtt: between(reelectable, most), failover: true },
  ];
  const byRtt = new Map<number, Candidate>();
  for (const { rtt, failover } of wanted) {
    if (rtt !== undefined) {
      byRtt.set(rtt, { rtt, failover: failover || byRtt.get(rtt)?.failover === true });
    }
  }
  return [...byRtt.values()];
}

/**
 * What was tried and does not tell; what failed though it held beyond; the middle of an interval on the scale of ratios; twice
 * as far where nothing failed yet.
 */
function between({ low, high, open, contradicted }: Threshold, most: number): number | undefined {
  const [again] = open;
  if (again !== undefined) {
    return again;
  }
  if (low === null) {
    return undefined;
  }
  if (high === null) {
    const further = Math.max(1, 2 * low);
    return further <= Math.min(most, FURTHEST) ? further : undefined;
  }
  if (contradicted.length > 0) {
    return high;
  }
  const middle = Math.round(Math.sqrt(Math.max(1, low) * high));
  return high <= NARROW * low || middle <= low || middle >= high ? undefined : middle;
}
