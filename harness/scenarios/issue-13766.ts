import { crashRounds } from './crash-rounds';
import { transactions } from '../workload/traffic/transactions';
import type { Scenario } from './scenario';

/** The index of the last entry that a member has carried out may reach its disk without what the entry did. */
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
  act: (stage) => {
    const { members } = stage.cluster;
    const aim = (round: number) => Promise.resolve({ victim: members[round % members.length]?.name ?? '' });
    return crashRounds(stage, { rounds: 9, traffic: transactions, clients: 8, operations: 1_000, aim });
  },
};
