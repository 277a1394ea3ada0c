import type { Member } from '../cluster/member';
import type { Fault } from './fault';
import { observe } from './observe';

/** Revisions that recorders keep ahead of a compaction. */
const MARGIN = 20;

/** History compacted while clients read and watch; below what every recorder has seen. */
export const compaction: Fault = {
  name: 'compaction',
  describe: 'history compacted up to a little below the newest revision',
  disturbs: 'cluster',
  aims: ['leader', 'follower'],
  unavailable: () => undefined,
  prepare: async ({ cluster, victim, operator, recorded }) => {
    const revision = recorded() - MARGIN;
    // Where little was written since the last compaction, that one would be taken for this one.
    const before = await refusesAsCompacted(cluster.member(victim), revision - 1);
    return {
      target: `revision ${revision} through ${victim}`,
      quorum: true,
      out: [],
      inject: async () => {
        await operator(victim).perform({ compact: { revision } });
      },
      prove: () =>
        before
          ? Promise.resolve({
              proven: false,
              words: `a read at revision ${revision - 1} was refused as compacted before`,
            })
          : observe(
              async () => {
                const refused = await Promise.all(
                  cluster.members.map((member) => refusesAsCompacted(member, revision - 1)),
                );
                return refused.every((was) => was)
                  ? `a read at revision ${revision - 1} refused as compacted by every member`
                  : undefined;
              },
              `reads at revision ${revision - 1} to be refused as compacted by every member`,
            ),
      heal: () => Promise.resolve(),
    };
  },
};

function refusesAsCompacted(member: Member, revision: number): Promise<boolean> {
  return member.client.kv.range({ key: Buffer.from('compaction'), revision }).then(
    () => false,
    (error: unknown) => String(error).includes('has been compacted'),
  );
}
