import type { Mutant } from './mutant';

/** etcd's own name for a candidate's key: the election's, and its lease in hexadecimal. */
const candidateKey = (name: Buffer, lease: string): Buffer =>
  Buffer.concat([name, Buffer.from(`/${BigInt(lease).toString(16)}`)]);

export const ELECTIONS: readonly Mutant[] = [
  {
    name: 'election-two-leaders',
    describe: 'a candidate is told that it leads as soon as it queues up, whoever leads',
    kills: 'election-one-leader',
    suites: ['elections'],
    lies: ({ member }) => ({
      Campaign: async ({ name, lease, value }) => {
        const key = candidateKey(name, lease);
        const { header } = await member.ask('Put', { key, value, lease });
        return { leader: { name, key, rev: header.revision, lease } };
      },
    }),
  },
];
