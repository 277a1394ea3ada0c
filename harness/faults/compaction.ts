import type { Fault } from './fault';
import { observe } from './observe';

/** Revisions that recorders keep ahead of a compaction. */
const MARGIN = 20;

/** History compacted while clients read and watch; below what every recorder has seen. */
export const compaction: Fault = {
  name: 'compaction',
  describe: 'history compacted up to a little below the newest revision',
  aims: ['leader', 'follower'],
  unavailable: () => undefined,
  prepare: ({ cluster, victim, operator, recorded }) => {
    const revision = recorded() - MARGIN;
    return Promise.resolve({
      target: `revision ${revision} through ${victim}`,
      quorum: true,
      inject: async () => {
        await operator(victim).perform({ compact: { revision } });
      },
      prove: () =>
        observe(
          async () => {
            const refused = await Promise.all(
              cluster.members.map((member) =>
                member.client.kv.range({ key: Buffer.from('compaction'), revision: revision - 1 }).then(
                  () => false,
                  (error: unknown) => String(error).includes('has been compacted'),
                ),
              ),
            );
            return refused.every((was) => was)
              ? `a read at revision ${revision - 1} refused as compacted by all ${refused.length} members`
              : undefined;
          },
          `reads at revision ${revision - 1} to be refused as compacted by every member`,
        ),
      heal: () => Promise.resolve(),
    });
  },
};
