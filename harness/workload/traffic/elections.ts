import type { Traffic } from './traffic';
import { turns } from './turns';

/** Candidates of one election; whoever leads proclaims, by its own key and only while that is there, and resigns. */
export const elections = (ttl: number): Traffic => ({
  name: 'elections',
  start: ({ client, random, unique }) =>
    turns({
      ...{ client, random, unique, ttl, prefix: 'elections/' },
      work: ({ key, lease }) => ({ key, value: unique(), lease }),
    }),
});
