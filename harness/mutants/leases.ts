import type { Liar, Lies, Mutant } from './mutant';
import { plus } from './numbers';
import type { TrueMember } from './true-member';

/** Milliseconds; the leases of our traffic have 3 s, those of lock holders 2 s. */
const EARLY = 1_000;
const RENEWS_EVERY = 700;
const NOT_FOUND = 'requested lease not found';

/** A lease may be gone by the time that a mutant does something to it. */
const unlessGone = (error: unknown): void => {
  if (!String(error).includes(NOT_FOUND)) {
    throw error;
  }
};

/** Renews a lease in its client's place until the lease is gone or the time is up. */
function keep(member: TrueMember, lease: string, until: number): void {
  const timer = setInterval(() => {
    void member.keepAlive(lease).then(({ TTL }) => {
      if (TTL === '0' || performance.now() > until) {
        clearInterval(timer);
      }
    });
  }, RENEWS_EVERY);
}

/** Every so many'th lease is kept alive for so long. */
export const keeping =
  (oneIn: number, milliseconds: number) =>
  ({ random, member }: Liar): Lies => ({
    LeaseGrant: async (request, truly) => {
      const answer = await truly(request);
      if (random.oneIn(oneIn)) {
        keep(member, answer.ID, performance.now() + milliseconds);
      }
      return answer;
    },
  });

export const LEASES: readonly Mutant[] = [
  {
    name: 'lease-expires-early',
    describe: 'a lease ends a second after its grant, and it was promised three',
    kills: 'lease-bounds',
    lies: ({ random, member }) => ({
      LeaseGrant: async (request, truly) => {
        const answer = await truly(request);
        if (random.oneIn(2)) {
          setTimeout(() => void member.ask('LeaseRevoke', { ID: answer.ID }).catch(unlessGone), EARLY);
        }
        return answer;
      },
    }),
  },
  {
    name: 'lease-never-expires',
    describe: 'a lease that nobody renews lives on',
    kills: 'lease-bounds',
    longer: 8_000,
    lies: keeping(2, Infinity),
  },
  {
    name: 'wrong-ttl',
    describe: 'a grant promises half a minute more than it gives',
    kills: 'lease-bounds',
    longer: 3_000,
    lies: ({ random }) => ({
      LeaseGrant: async (request, truly) => {
        const answer = await truly(request);
        return random.oneIn(2) ? { ...answer, TTL: plus(answer.TTL, 30) } : answer;
      },
    }),
  },
  {
    name: 'wrong-ttl-renewed',
    describe: 'a renewal promises half a minute more than it gives',
    kills: 'lease-bounds',
    longer: 3_000,
    lies: ({ random }) => ({
      LeaseKeepAlive: (answer) =>
        answer.TTL !== '0' && random.oneIn(2) ? { ...answer, TTL: plus(answer.TTL, 30) } : answer,
    }),
  },
  {
    name: 'lease-denied',
    describe: 'a renewal is told that its lease is gone, while it is alive',
    kills: 'linearizable',
    lies: ({ random }) => ({
      LeaseKeepAlive: (answer) => (random.oneIn(10) ? { ...answer, TTL: '0' } : answer),
    }),
  },
  {
    name: 'revoke-ignored',
    describe: 'a revoke is acknowledged, and the lease lives on',
    kills: 'linearizable',
    lies: ({ random, member }) => ({
      LeaseRevoke: async (request, truly) =>
        random.oneIn(2) ? member.ask('Range', { key: Buffer.from('any') }) : truly(request),
    }),
  },
  {
    name: 'expired-lease-accepted',
    describe: 'a put is attached to a lease that has expired',
    kills: 'linearizable',
    longer: 8_000,
    lies: ({ member }) => ({
      Put: (request, truly) =>
        truly(request).catch(async (error: unknown) => {
          unlessGone(error);
          await member.ask('LeaseGrant', { ID: request.lease ?? '0', TTL: '60' });
          return truly(request);
        }),
    }),
  },
];
