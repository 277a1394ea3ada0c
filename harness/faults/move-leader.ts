import { statusIfAny, statusInTime } from '../cluster/status';
import { asked } from './asked';
import type { Fault } from './fault';
import { observe } from './observe';
import { needsThree } from './quorum-without';

/** The leader hands its leadership to another member, as an operator asks before maintenance. */
export const moveLeader: Fault = {
  name: 'move-leader',
  describe: 'leadership handed to another member',
  disturbs: 'cluster',
  aims: ['leader'],
  unavailable: needsThree,
  prepare: async ({ cluster, victim, other }) => {
    const heir = cluster.member(other ?? victim);
    const { id } = await statusInTime(heir);
    return {
      target: `${victim} → ${heir.name}`,
      quorum: true,
      out: [],
      inject: async () => {
        const leader = await cluster.leader();
        await asked('moving the leader', leader.client.maintenance.moveLeader({ targetID: id }));
      },
      prove: () =>
        observe(async () => {
          const seen = await Promise.all(cluster.members.map(statusIfAny));
          return seen.every((status) => status?.leader === id)
            ? `all ${seen.length} members report ${heir.name} as leader`
            : undefined;
        }, `all members to report ${heir.name} as leader`),
      heal: () => Promise.resolve(),
    };
  },
};
