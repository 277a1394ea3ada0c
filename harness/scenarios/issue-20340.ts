import type { Cluster } from '../cluster/cluster';
import type { Member } from '../cluster/member';
import { kill } from '../faults/kill';
import type { Node } from '../runtime/node';
import type { Scenario } from './scenario';

/**
 * A member that starts goes through its log again, and the older of its two stores then passes over the
 * promotion of a member that was removed later. The next learner of the log is one too many.
 */
export const replayedPromotion: Scenario = {
  id: '20340',
  title: 'a member of a cluster grown by promotions does not start again after one of them was removed',
  affected: '3.6.0 to 3.6.3',
  versions: { affected: '3.6.0', fixed: '3.6.16' },
  members: 3,
  spares: 2,
  criteria: [
    ...(['members-stay-up', 'membership-as-asked', 'faults-proven'] as const),
    ...(['journal-whole', 'trigger-fired'] as const),
  ],
  shows: 'every time',
  act: async (stage) => {
    const { cluster } = stage;
    const grown: Member[] = [];
    for (const spare of stage.spares) {
      grown.push(await promoted(cluster, spare));
    }
    const [first] = grown;
    if (first !== undefined) {
      await cluster.remove(first);
    }
    const [founder] = cluster.members;
    await stage.during(kill, founder?.name ?? '', () => {
      stage.triggered(
        `two members were added by promotion, the first was removed, and ${founder?.name ?? ''} has to start again`,
      );
      return Promise.resolve();
    });
  },
};

async function promoted(cluster: Cluster, node: Node): Promise<Member> {
  const learner = await cluster.addLearner(node);
  await cluster.promote(learner);
  return learner;
}
