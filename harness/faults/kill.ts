import { CLIENT_PORT, PEER_PORT } from '../network/network';
import { until } from '../time/until';
import type { Fault } from './fault';
import { observe } from './observe';
import { quorumWithout } from './quorum-without';

/** SIGKILL to a member's whole process tree; healed by starting it again on its data. */
export const kill: Fault = {
  name: 'kill',
  describe: 'kill -9 of a member',
  disturbs: 'member',
  aims: ['leader', 'follower'],
  unavailable: () => undefined,
  prepare: ({ cluster, victim }) => {
    const member = cluster.member(victim);
    const { process, node } = member;
    let killed = false;
    return Promise.resolve({
      target: victim,
      quorum: quorumWithout(1, cluster.members.length),
      out: [victim],
      inject: async () => {
        await member.kill();
        killed = true;
      },
      prove: () =>
        observe(async () => {
          const dead = (await process.state()) === 'gone';
          const closed = dead && (await node.refuses(CLIENT_PORT)) && (await node.refuses(PEER_PORT));
          return closed ? `${process.id} gone, both ports refuse` : undefined;
        }, `the process tree of ${victim} to be gone and its ports to refuse`),
      heal: async () => {
        if (killed) {
          // However late the kernel was: a member that is let be because it still runs would then be missing.
          await until(() => !member.isRunning, { within: 30_000, what: `${victim} to end after SIGKILL` });
          await cluster.restart(member);
        }
      },
    });
  },
};
