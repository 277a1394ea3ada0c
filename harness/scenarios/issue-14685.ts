import { readFile } from 'node:fs/promises';
import { etcdClient } from '../cluster/etcd-client';
import type { Member } from '../cluster/member';
import { until } from '../time/until';
import { transactions } from '../workload/traffic/transactions';
import { crashRounds } from './crash-rounds';
import type { Scenario } from './scenario';

const DEADLINE = 10_000;
const BEGUN = '"msg":"defragmenting"';

/**
 * A defragmentation first writes to the disk what is not there yet, without the index of the last entry that
 * was carried out. After a crash the member carries out entries that it has carried out before.
 */
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
    const { members } = stage.cluster;
    await crashRounds(stage, {
      ...{ rounds: 6, traffic: transactions, clients: 2, thinkMs: 15, operations: 150 },
      aim: async (round) => {
        const member = members[round % members.length];
        if (member === undefined) {
          throw new Error('a cluster without members');
        }
        await beginDefragmentation(member);
        return member.name;
      },
    });
  },
};

/** Resolves when the member has begun; the kill that follows is what answers the call. */
async function beginDefragmentation(member: Member): Promise<void> {
  const begun = async () => (await readFile(member.log, 'utf8')).split(BEGUN).length;
  const before = await begun();
  const client = etcdClient(member.address, DEADLINE);
  void client.maintenance.defragment().then(
    () => client.close(),
    () => client.close(),
  );
  await until(async () => (await begun()) > before, {
    ...{ within: DEADLINE, every: 1 },
    what: `${member.name} to log that it defragments`,
  });
}
