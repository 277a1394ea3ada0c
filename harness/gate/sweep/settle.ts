import type { Cluster } from '../../cluster/cluster';
import type { Member } from '../../cluster/member';
import { statusIfAny } from '../../cluster/status';
import { until } from '../../time/until';

const LOOK_EVERY = 50;
/** In all members' view nothing may change for so many heartbeats and round trips, so that each has heard from the leader. */
const QUIET = { heartbeats: 2, roundTrips: 2 };
/** Longest that settling may take, likewise, and some milliseconds. */
const PATIENCE = { timeouts: 10, roundTrips: 20, besides: 10_000 };

/**
 * Waits until all members have followed one leader in one term for a while: a change of distance is a silence, which may
 * depose a leader that the distance itself would not.
 * @param rtt milliseconds there and back at their longest
 * @throws WaitedInVain where that does not come about
 */
export async function settle(cluster: Cluster, rtt: number): Promise<void> {
  const { electionMs, heartbeatMs } = cluster.timers;
  // A silence that lasts as long as a timeout may have somebody ask for votes after it.
  const aftermath = rtt + heartbeatMs < electionMs ? 0 : electionMs;
  const quiet = aftermath + QUIET.heartbeats * heartbeatMs + QUIET.roundTrips * rtt;
  const within = PATIENCE.timeouts * electionMs + PATIENCE.roundTrips * rtt + PATIENCE.besides;
  let view: string | undefined;
  let since = performance.now();
  await until(
    async () => {
      const seen = await viewOf(cluster.members);
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
export async function viewOf(members: readonly Member[]): Promise<string | undefined> {
  const views = (await Promise.all(members.map(statusIfAny))).map((status) =>
    status === undefined || status.leader === '0' ? undefined : `${status.leader} ${status.term}`,
  );
  return views.every((view) => view === views[0]) ? views[0] : undefined;
}
