import { CLIENT_PORT } from '../network/network';
import type { Fault } from './fault';
import { observe } from './observe';
import { quorumWithout } from './quorum-without';
import { thawed } from './thawed';

const PROBE_DEADLINE = 500;

/** SIGSTOP to a member's whole process tree: it keeps its connections and answers nobody. */
export const freeze: Fault = {
  name: 'freeze',
  describe: 'SIGSTOP of a member, SIGCONT later',
  disturbs: 'member',
  aims: ['leader', 'follower'],
  unavailable: () => undefined,
  prepare: ({ cluster, victim }) => {
    const member = cluster.member(victim);
    const { process, node } = member;
    return Promise.resolve({
      target: victim,
      quorum: quorumWithout(1, cluster.members.length),
      out: [victim],
      inject: () => member.freeze(),
      prove: () =>
        observe(async () => {
          if ((await process.state()) !== 'stopped') {
            return undefined;
          }
          const probe = { at: `${node.address}:${CLIENT_PORT}`, path: '/version' };
          const { answered } = await node.probe({ ...probe, count: 1, deadline: PROBE_DEADLINE });
          return answered.length === 0
            ? `${process.id} stopped, a probe unanswered for ${PROBE_DEADLINE} ms`
            : undefined;
        }, `the processes of ${victim} to be stopped and a probe to time out`),
      heal: () => thawed(member, process),
    });
  },
};
