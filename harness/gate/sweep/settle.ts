import type { Cluster } from '../../cluster/cluster';
import { statusIfAny } from '../../cluster/status';
import { until } from '../../time/until';

const LOOK_EVERY = 50;
/**
 * A cluster that has had one leader for so many election timeouts, heartbeats and round trips has settled. Members that
 * come back to a leader need no more than to hear from it; after a silence somebody may still be about to ask for votes.
 */
const QUIET = {
  silence: { timeouts: 1, heartbeats: 0, roundTrips: 2 },
  return: { timeouts: 0, heartbeats: 2, roundTrips: 2 },
} as const;
/** Longest that settling may take, likewise, and some milliseconds. */
const PATIENCE = { timeouts: 10, roundTrips: 20, besides: 10_000 };

/**
 * Waits until all members have followed one leader in one term for a while.
 * @param rtt milliseconds there and back at their longest
 * @param after a change of distance is a silence, which may depose a leader that the distance itself would not
 * @throws WaitedInVain where that does not come about
 */
export async function settle(cluster: Cluster, rtt: number, after: keyof typeof QUIET): Promise<void> {
  const { electionMs, heartbeatMs } = cluster.timers;
  const { timeouts, heartbeats, roundTrips } = QUIET[after];
  const quiet = timeouts * electionMs + heartbeats * heartbeatMs + roundTrips * rtt;
  const within = PATIENCE.timeouts * electionMs + PATIENCE.roundTrips * rtt + PATIENCE.besides;
  let view: string | undefined;
  let since = performance.now();
  await until(
    async () => {
      const seen = await viewOf(cluster);
      if (seen === undefined || seen !== view) {
        view = seen;
        since = performance.now();
      }
      return view !== undefined && performance.now() - since >= quiet;
    },
    { within, every: LOOK_EVERY, what: 'a leader to settle' },
  );
}

/** Leader and term as all members see them; undefined where they do not agree, or there is none. */
async function viewOf({ members }: Cluster): Promise<string | undefined> {
  const views = (await Promise.all(members.map(statusIfAny))).map((status) =>
    status === undefined || status.leader === '0' ? undefined : `${status.leader} ${status.term}`,
  );
  return views.every((view) => view === views[0]) ? views[0] : undefined;
}
