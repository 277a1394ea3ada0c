import type { Traffic } from './traffic';
import { turns } from './turns';

const LOCKS = 2;

/** Clients that take turns at a lock and write under it, each write fenced by the lock's create revision. */
export const locks = (ttl: number): Traffic => ({
  name: 'locks',
  start: ({ client, random, unique }) => {
    const lock = random.integer(1, LOCKS);
    return turns({
      ...{ client, random, unique, ttl, prefix: `locks/${lock}/` },
      work: () => ({ key: `locked/${lock}`, value: unique() }),
    });
  },
});
