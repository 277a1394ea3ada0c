import type { Mutant } from './mutant';

export const AUTH: readonly Mutant[] = [
  {
    name: 'lost-user',
    describe: 'a user is acknowledged and never added',
    kills: 'auth-agrees',
    lies: ({ random, member }) => ({
      UserAdd: async (request, truly) => {
        if (!random.oneIn(3)) {
          return truly(request);
        }
        const { header } = await member.ask('Range', { key: Buffer.from('any') });
        return { header };
      },
    }),
  },
  {
    name: 'user-without-roles',
    describe: 'a member tells users without their first role',
    kills: 'auth-agrees',
    lies: () => ({
      UserGet: async (request, truly) => {
        const answer = await truly(request);
        return { ...answer, roles: answer.roles.slice(1) };
      },
    }),
  },
];
