import { rm } from 'node:fs/promises';
import type { Member } from '../cluster/member';
import type { Fault } from './fault';
import { observe } from './observe';

const MORE = 2;

/** Two members more, each a learner first, and two fewer again: the quorum changes under the clients. */
export const growShrink: Fault = {
  name: 'grow-shrink',
  describe: 'two members added and promoted, and removed again',
  disturbs: 'cluster',
  aims: ['leader', 'follower'],
  needs: { spares: MORE },
  unavailable: () => undefined,
  overhead: 40_000,
  prepare: ({ cluster, victim, spares }) => {
    const before = cluster.members.length;
    const program = cluster.member(victim).runs;
    const added: Member[] = [];
    return Promise.resolve({
      target: `${before} → ${before + MORE} → ${before} members`,
      quorum: true,
      out: [],
      inject: async () => {
        for (const node of spares.slice(0, MORE)) {
          const learner = await cluster.addLearner(node, program);
          added.push(learner);
          await cluster.promote(learner);
        }
      },
      prove: () =>
        observe(
          async () => {
            const lists = await Promise.all(cluster.members.map(votersOf));
            const answering = await Promise.all(added.map((member) => member.answers()));
            return lists.every((voters) => voters === before + MORE) && answering.every((is) => is)
              ? `all ${lists.length} members list ${before + MORE} voters, and ${added.map(({ name }) => name).join(' and ')} answer linearizable reads`
              : undefined;
          },
          `every member to list ${before + MORE} voters`,
          10_000,
        ),
      heal: async () => {
        for (const member of added.splice(0)) {
          await cluster.remove(member);
          await rm(member.dataDir, { recursive: true });
        }
      },
    });
  },
};

/** As a member lists them; undefined where it does not answer. */
async function votersOf(member: Member): Promise<number | undefined> {
  const answer = await member.client.cluster.memberList({}).catch(() => undefined);
  return answer?.members.filter(({ isLearner }) => !isLearner).length;
}
