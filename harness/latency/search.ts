import { isUnsettled, type Threshold, type Thresholds } from './thresholds';

/** An interval is narrow enough where its ends are so many times apart. */
const NARROW = 1.5;
/** Round trips, in election timeouts, above which it is no use to look: a vote cannot come back in time. */
const USELESS_TIMEOUTS = 4;

/** Milliseconds, further than which nobody's members are, whatever held up to there: a satellite's two hops and more. */
const FURTHEST = 1_600;

/** Milliseconds, above which no connection of etcd's stays open. */
export const MOST_RTT = 5_000;

/** A round trip that would make an interval narrower, and what is to be done at it. */
export interface Candidate {
  readonly rtt: number;
  /** Clients count. */
  readonly measured: boolean;
  /** So many leaders are killed. */
  readonly kills: number;
}

/** Leaders to kill where a threshold of re-election is looked for: with half of that, nine in ten and eight are hardly told apart. */
const KILLS = 40;

/** What to measure next for one set of timers; nothing where every interval is narrow, or has no end to look for. */
export function nextCandidates({
  stable,
  reelectable,
  onTarget,
  reelected,
  election,
}: Thresholds): Candidate[] {
  const most = Math.min(MOST_RTT, USELESS_TIMEOUTS * election);
  const measured = [stable, onTarget]
    .map((threshold) => between(threshold, most))
    .filter((rtt) => rtt !== undefined);
  const lost = killsBetween(reelectable, reelected, most);
  return [...new Set([...measured, ...lost.keys()])].map((rtt) => ({
    rtt,
    measured: measured.includes(rtt),
    kills: lost.get(rtt) ?? 0,
  }));
}

/**
 * More kills where too many seemed to be missed, and those that were killed do not settle it: all that is looked for below goes
 * by that. Then kills at the next distance to try; and where the interval is narrow, more of them at its other end.
 */
function killsBetween(
  threshold: Threshold,
  reelected: Thresholds['reelected'],
  most: number,
): ReadonlyMap<number, number> {
  const unsettledAt = (end: number | null) =>
    reelected.filter((share) => share.rtt === end && isUnsettled(share, KILLS));
  const next = between(threshold, most);
  const failing = unsettledAt(threshold.high);
  if (next !== undefined && failing.length === 0) {
    return new Map([[next, KILLS]]);
  }
  const again = next === undefined ? [...unsettledAt(threshold.low), ...failing] : failing;
  return new Map(again.map(({ rtt, trials }) => [rtt, KILLS - trials]));
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
