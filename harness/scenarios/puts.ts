import type { Traffic } from '../workload/traffic/traffic';

/** Nothing but puts of values of this many bytes, on keys of each client's own. */
export const puts = (bytes: number): Traffic => ({
  name: 'puts',
  start: ({ client, random, unique }) => {
    const filling = 'x'.repeat(bytes);
    return () => {
      const key = `puts/${client.identity.client}/${random.integer(0, 9)}`;
      return client.perform({ put: { key, value: `${unique()} ${filling}` } });
    };
  },
});
