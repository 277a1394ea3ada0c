import type { Timers } from '../../journal/header';
import type { Sweep } from './plan';

/** Measured on two cores, in seconds: start and finish of a cluster with judging, and what a point and a loss take anyway. */
const SECONDS = { cluster: 9, point: 2, kill: 2, freeze: 3 };
/** In round trips: probes and the warm-up; and what comes back after a loss. */
const ROUND_TRIPS = { point: 16, loss: 8 };
/** In election timeouts: until somebody asks for votes, and what a lock adds. */
const ELECTIONS = { loss: 1.5, lock: 3 };
/** Of each kind of loss, those with a lock that has to run out: each takes as long as a lease. */
export const WITH_LOCK = 1;

/** Seconds that one cluster takes for a sweep, as far as can be said before. */
export function secondsOf({ points }: Pick<Sweep, 'points'>, { electionMs }: Timers): number {
  const election = electionMs / 1000;
  return points.reduce((all, { rtt: milliseconds, jitter, measureMs, burstMs, kills, freezes }) => {
    const rtt = (milliseconds + jitter) / 1000;
    const locks = Math.min(WITH_LOCK, kills) + Math.min(WITH_LOCK, freezes);
    return (
      all +
      SECONDS.point +
      (ROUND_TRIPS.point + (kills + freezes) * ROUND_TRIPS.loss) * rtt +
      (measureMs + burstMs) / 1000 +
      kills * SECONDS.kill +
      freezes * SECONDS.freeze +
      ((kills + freezes) * ELECTIONS.loss + locks * ELECTIONS.lock) * election
    );
  }, SECONDS.cluster);
}
