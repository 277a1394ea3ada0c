import type { Cluster } from '../../cluster/cluster';
import type { Member } from '../../cluster/member';
import { statusInTime } from '../../cluster/status';
import { until } from '../../time/until';
import type { Sweep } from './plan';

const WITHIN = 30_000;

/** Sees to it that a member of the zone leads. @throws WaitedInVain where that does not come about */
export async function placeLeader(cluster: Cluster, { placement, leaderZone }: Sweep): Promise<Member> {
  const there = cluster.members.filter((_, index) => placement[index] === leaderZone);
  const [wanted] = there;
  if (wanted === undefined) {
    throw new Error(`no member is in zone ${leaderZone}, where the leader is to be`);
  }
  const { id } = await statusInTime(wanted);
  return until(
    async () => {
      const leader = await cluster.leader();
      if (there.includes(leader)) {
        return leader;
      }
      // What it answers does not matter: who leads is looked at.
      await leader.client.maintenance.moveLeader({ targetID: id }).catch(() => undefined);
      return undefined;
    },
    { within: WITHIN, every: 200, what: `a member of zone ${leaderZone} to lead` },
  );
}
