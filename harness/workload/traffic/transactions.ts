import type { Traffic } from './traffic';

const PAIRS = 5;

/** Two keys that are only ever changed together, and transactions that read both: nobody may see a half. */
export const transactions: Traffic = {
  name: 'transactions',
  start: ({ client, random, unique }) => {
    return () => {
      const pair = `pairs/${random.integer(0, PAIRS - 1)}`;
      const [left, right] = [`${pair}/left`, `${pair}/right`];
      if (random.oneIn(2)) {
        const both = { then: [{ range: { key: left } }, { range: { key: right } }], else: [] };
        return client.perform({ txn: { if: [], ...both } });
      }
      const value = unique();
      const puts = [{ put: { key: left, value } }, { put: { key: right, value } }];
      return client.perform({ txn: { if: [], then: puts, else: [] } });
    };
  },
};
