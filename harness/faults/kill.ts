import { CLIENT_PORT, PEER_PORT } from '../network/network';
import { until } from '../time/until';
import type { Fault } from './fault';
import { observe } from './observe';
import { quorumWithout } from './quorum-without';
import { refuses } from './refuses';

/** SIGKILL to a member's whole process tree; healed by starting it again on its data. */
export const kill: Fault = {
  name: 'kill',
  describe: 'kill -9 of a member',
  disturbs: 'member',
  aims: ['leader', 'follower'],
  unavailable: () => undefined,
  prepare: ({ cluster, victim }) => {
    const member = cluster.member(victim);
    const { process } = member;
    const { address } = member.node;
    let killed = false;
    return Promise.resolve({
      target: victim,
      quorum: quorumWithout(1, cluster.members.length),
      out: [victim],
      inject: () => {
        member.kill();
        killed = true;
        return Promise.resolve();
      },
      prove: () =>
        observe(async () => {
          const dead = process.state() === 'gone';
          const closed = dead && (await refuses(address, CLIENT_PORT)) && (await refuses(address, PEER_PORT));
          return closed ? `process tree ${process.pid} gone, both ports refuse` : undefined;
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
