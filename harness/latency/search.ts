import type { Threshold, Thresholds } from './thresholds';

/** An interval is narrow enough where its ends are so many times apart. */
const NARROW = 1.5;
/** Round trips, in election timeouts, above which it is no use to look: a vote cannot come back in time. */
const USELESS_TIMEOUTS = 4;

/** Round trips that would make the intervals narrower, and whether leaders have to be taken away at them. */
export interface Candidate {
  readonly rtt: number;
  readonly failover: boolean;
}

/** What to measure next for one set of timers; nothing where every interval is narrow, or has no end to look for. */
export function nextCandidates({ stable, reelectable, election }: Thresholds): Candidate[] {
  const most = USELESS_TIMEOUTS * election;
  const wanted = [
    { rtt: between(stable, most), failover: false },
    { rtt: between(reelectable, most), failover: true },
  ].flatMap(({ rtt, failover }) => (rtt === undefined ? [] : [{ rtt, failover }]));
  const both = wanted.length === 2 && wanted[0]?.rtt === wanted[1]?.rtt;
  return both ? wanted.slice(1) : wanted;
}

/** What was tried and does not tell; the middle of an interval on the scale of ratios; twice as far where nothing failed yet. */
function between({ low, high, open }: Threshold, most: number): number | undefined {
  const [again] = open;
  if (again !== undefined) {
    return again;
  }
  if (low === null) {
    return undefined;
  }
  if (high === null) {
    const further = Math.max(1, 2 * low);
    return further <= most ? further : undefined;
  }
  const middle = Math.round(Math.sqrt(Math.max(1, low) * high));
  return high <= NARROW * low || middle <= low || middle >= high ? undefined : middle;
}
