import type { Member } from '../cluster/member';
import { statusIfAny, statusInTime } from '../cluster/status';
import type { Fault } from './fault';
import { observe } from './observe';
import { needsThree, quorumWithout } from './quorum-without';

/** A member is removed, loses its data, comes back as a learner and is promoted: how a broken machine is replaced. */
export const replaceMember: Fault = {
  name: 'replace-member',
  describe: 'a member removed and wiped, added again as a learner, and promoted',
  disturbs: 'cluster',
  aims: ['leader', 'follower'],
  unavailable: needsThree,
  overhead: 15_000,
  prepare: async ({ cluster, victim }) => {
    const member = cluster.member(victim);
    const { id: before } = await statusInTime(member);
    const asked = (): readonly Member[] => cluster.members.filter((one) => one !== member);
    return {
      target: victim,
      quorum: quorumWithout(1, cluster.members.length),
      out: [victim],
      inject: () => cluster.replace(member),
      prove: () =>
        observe(
          async () => {
            const [witness] = asked();
            const entry = witness && (await entryOf(witness, member));
            const own = (await statusIfAny(member))?.id;
            return witness !== undefined &&
              entry?.isLearner === true &&
              entry.ID !== before &&
              own === entry.ID
              ? `${witness.name} lists ${victim} as a learner of id ${entry.ID}, which ${victim} says as well; before it was ${before}`
              : undefined;
          },
          `${victim} to be listed as a learner of another id`,
          20_000,
        ),
      heal: async () => {
        const [witness] = asked();
        const entry = witness && (await entryOf(witness, member));
        if (entry?.isLearner === true) {
          await cluster.promote(member);
        }
      },
    };
  },
};

interface Entry {
  readonly ID: string;
  readonly isLearner: boolean;
}

/** How one member lists another; undefined where it does not, or does not answer. */
async function entryOf(witness: Member, { peerUrl }: Member): Promise<Entry | undefined> {
  const answer = await witness.client.cluster.memberList({}).catch(() => undefined);
  return answer?.members.find(({ peerURLs }) => peerURLs.includes(peerUrl));
}
