import type { Mutant } from './mutant';

export const HASHES: readonly Mutant[] = [
  {
    name: 'wrong-hash',
    describe: 'a member tells another hash of its history than it has',
    kills: 'members-agree',
    lies: () => ({
      HashKV: async (request, truly) => {
        const answer = await truly(request);
        return { ...answer, hash: (answer.hash + 1) % 2 ** 32 };
      },
    }),
  },
];
