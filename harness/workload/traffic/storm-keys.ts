import type { Random } from '../random';
import type { Traffic } from './traffic';

const KEYS = 20;

export const stormKey = (random: Random): string => `storm/${random.integer(1, KEYS)}`;

/** What a storm of watches watches: puts and deletions of few keys. */
export const stormKeys: Traffic = {
  name: 'watch-storm',
  start: ({ client, random, unique }) => {
    return () => {
      const key = stormKey(random);
      return client.perform(random.oneIn(5) ? { delete: { key } } : { put: { key, value: unique() } });
    };
  },
};
