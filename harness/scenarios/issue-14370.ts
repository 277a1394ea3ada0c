import { powerCut } from '../faults/power-cut';
import { registers } from '../workload/traffic/registers';
import { crashRounds } from './crash-rounds';
import type { Scenario } from './scenario';

/**
 * A single member, which is its own majority, carries an entry out and answers while the entry is still on its way to the
 * disk. What a killed process wrote stays with the kernel, so only a loss of power shows it.
 */
export const earlyAnswer: Scenario = {
  id: '14370',
  title: 'a single member answers before its write is on the disk, and loses it with its power',
  affected: 'up to 3.5.4',
  versions: { affected: '3.5.4', fixed: '3.5.35' },
  members: 1,
  disk: 'loop',
  criteria: [
    ...(['linearizable', 'no-lost-writes', 'members-stay-up', 'faults-proven'] as const),
    ...(['journal-whole', 'trigger-fired'] as const),
  ],
  shows: 'sometimes',
  act: async (stage) => {
    const [member] = stage.cluster.members;
    await crashRounds(stage, {
      ...{ rounds: 4, traffic: registers, clients: 24, thinkMs: 0, operations: 1_000, crash: powerCut },
      aim: () => Promise.resolve(member?.name ?? ''),
    });
  },
};
