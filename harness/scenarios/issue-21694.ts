import type { Scenario } from './scenario';

/** An update of a member's peer URLs writes the whole member down anew, and a learner as one that votes. */
export const updatedLearner: Scenario = {
  id: '21694',
  title: 'a learner whose peer URLs are updated is no learner any more, without a promotion',
  affected: '3.5.12, 3.6.4; not 3.5.35, 3.6.16',
  versions: { affected: '3.5.12', fixed: '3.5.35' },
  members: 3,
  spares: 1,
  criteria: [
    ...(['membership-as-asked', 'members-agree', 'no-lost-writes', 'members-stay-up'] as const),
    ...(['journal-whole', 'trigger-fired'] as const),
  ],
  shows: 'every time',
  act: async (stage) => {
    const { cluster } = stage;
    const [spare] = stage.spares;
    if (spare === undefined) {
      throw new Error('the scenario has no node for its learner');
    }
    const learner = await cluster.addLearner(spare);
    const peerUrls = [learner.peerUrl, `${learner.peerUrl}1`];
    await cluster.updatePeerUrls(learner, peerUrls);
    stage.triggered(`the peer URLs of learner ${learner.name} were updated to ${peerUrls.join(' and ')}`);
    await cluster.tellMembers();
    await cluster.promote(learner);
  },
};
