import type { Traffic } from '../workload/traffic/traffic';

const OPERAND = 'x'.repeat(250_000);

/**
 * Transactions that are long to write into a log and quick to carry out: a guard with a large operand, and a
 * small put either way.
 */
export const heavyEntries: Traffic = {
  name: 'heavy-entries',
  start: ({ client, unique }) => {
    const key = `heavy/${client.identity.client}`;
    return () => {
      const put = [{ put: { key, value: unique() } }];
      const guard = { key, target: 'value', is: '=', to: OPERAND } as const;
      return client.perform({ txn: { if: [guard], then: put, else: put } });
    };
  },
};
