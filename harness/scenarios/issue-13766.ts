import { crashRounds } from './crash-rounds';
import { guardedPuts, writeGuarded } from './guarded-puts';
import type { Scenario } from './scenario';

/**
 * A member notes the entry that it begins to carry out, and what is written to its disk while it has changed
 * nothing yet says that the entry is done. After a crash the member passes it over.
 */
export const indexAhead: Scenario = {
  id: '13766',
  title: 'a member that crashed under load has other data than the others',
  affected: '3.5.0 to 3.5.2',
  versions: { affected: '3.5.2', fixed: '3.5.35' },
  members: 3,
  criteria: [
    ...(['members-agree', 'no-lost-writes', 'members-stay-up'] as const),
    ...(['faults-proven', 'journal-whole', 'trigger-fired'] as const),
  ],
  shows: 'sometimes',
  act: async (stage) => {
    const { members } = stage.cluster;
    const names = members.map(({ name }) => name);
    await writeGuarded(stage, names[0] ?? '');
    await crashRounds(stage, {
      ...{ rounds: 6, traffic: guardedPuts, clients: 8, thinkMs: 0, operations: 150 },
      aim: (round) => Promise.resolve(names[round % names.length] ?? ''),
    });
  },
};
