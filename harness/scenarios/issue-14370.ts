import { crashRounds } from './crash-rounds';
import { heavyEntries } from './heavy-entries';
import type { Scenario } from './scenario';

/** The only member of a cluster need not wait for others, and up to 3.5.4 not for its own log either. */
export const earlyAnswer: Scenario = {
  id: '14370',
  title: 'the only member answers a write before it is in its log, and loses it in a crash',
  affected: '3.5.0 to 3.5.4',
  versions: { affected: '3.5.4', fixed: '3.5.35' },
  members: 1,
  criteria: [
    ...(['no-lost-writes', 'revisions-forward', 'linearizable', 'members-stay-up'] as const),
    ...(['faults-proven', 'journal-whole', 'trigger-fired'] as const),
  ],
  shows: 'sometimes',
  act: (stage) => {
    const victim = stage.cluster.members[0]?.name ?? '';
    const aim = () => Promise.resolve(victim);
    return crashRounds(stage, {
      rounds: 15,
      traffic: heavyEntries,
      clients: 16,
      thinkMs: 0,
      operations: 24,
      aim,
    });
  },
};
