import { readFile, stat } from 'node:fs/promises';
import { etcdClient } from '../cluster/etcd-client';
import { statusIfAny, statusInTime } from '../cluster/status';
import { asked } from './asked';
import type { Fault } from './fault';
import { observe } from './observe';

const DEADLINE = 60_000;

/** A member rewrites its database and answers nobody meanwhile, as operators do to get space back. */
export const defragmentation: Fault = {
  name: 'defragmentation',
  describe: "a member's database defragmented while clients work",
  disturbs: 'cluster',
  aims: ['leader', 'follower'],
  unavailable: () => undefined,
  prepare: async ({ cluster, victim }) => {
    const member = cluster.member(victim);
    const logged = (await stat(member.log)).size;
    const { dbSize } = await statusInTime(member);
    return {
      target: victim,
      quorum: true,
      out: [],
      inject: async () => {
        const client = etcdClient(member.address, DEADLINE);
        await asked('defragmenting', client.maintenance.defragment()).finally(() => client.close());
      },
      prove: () =>
        observe(async () => {
          const lines = (await readFile(member.log)).subarray(logged).toString('utf8').split('\n');
          const finished = lines.find((line) => /finished defragmenting/.test(line));
          const after = finished === undefined ? undefined : await statusIfAny(member);
          return after === undefined
            ? undefined
            : `"finished defragmenting" in the log of ${victim}, ${dbSize} bytes before, ${after.dbSize} after`;
        }, `${victim} to log the end of a defragmentation`),
      heal: () => Promise.resolve(),
    };
  },
};
