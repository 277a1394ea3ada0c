import { etcdClient } from '../cluster/etcd-client';
import { crashRounds } from './crash-rounds';
import { transactions } from '../workload/traffic/transactions';
import type { Scenario } from './scenario';

const DEADLINE = 10_000;

/** A defragmentation writes what is there to the disk, in the middle of an entry that is being carried out. */
export const killedDefragmentation: Scenario = {
  id: '14685',
  title: 'a member that crashed while it was defragmented has other data than the others',
  affected: '3.5.0 to 3.5.5',
  versions: { affected: '3.5.5', fixed: '3.5.35' },
  members: 3,
  criteria: [
    ...(['members-agree', 'no-lost-writes', 'members-stay-up'] as const),
    ...(['faults-proven', 'journal-whole', 'trigger-fired'] as const),
  ],
  shows: 'sometimes',
  act: async (stage) => {
    const { cluster } = stage;
    await crashRounds(stage, {
      ...{ rounds: 9, traffic: transactions, clients: 6, operations: 300 },
      aim: (round) => {
        const member = cluster.members[round % cluster.members.length] ?? cluster.member('m1');
        const client = etcdClient(member.address, DEADLINE);
        const begin = () => {
          // The kill that follows is what answers it.
          void client.maintenance.defragment().then(
            () => client.close(),
            () => client.close(),
          );
        };
        return Promise.resolve({ victim: member.name, begin });
      },
    });
  },
};
