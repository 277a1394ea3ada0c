import type { KeyValue } from '../../journal/request';
import type { Traffic } from './traffic';

const HOT_KEYS = ['contended/0', 'contended/1', 'contended/2'] as const;

/**
 * Compare-and-swap on `mod_revision` over keys that all clients want: guard on what was last seen, and learn
 * the new state from the refusal, so that every step is one transaction.
 */
export const contendedCas: Traffic = {
  name: 'contended-cas',
  start: ({ client, random, unique }) => {
    const seen = new Map<string, number>();
    return async () => {
      const key = random.pick(HOT_KEYS);
      const outcome = await client.perform({
        txn: {
          if: [{ key, target: 'mod', is: '=', to: seen.get(key) ?? 0 }],
          then: [{ put: { key, value: unique() } }],
          else: [{ range: { key } }],
        },
      });
      if (outcome.is === 'ok' && 'txn' in outcome.response) {
        const { succeeded, revision, responses } = outcome.response.txn;
        seen.set(key, succeeded ? revision : modIn(responses));
      }
      return outcome;
    };
  },
};

/** The key's mod_revision as the refusal's read tells; 0 where there is no such key. */
function modIn(responses: readonly object[]): number {
  const [first] = responses as readonly { range?: { kvs: readonly KeyValue[] } }[];
  return first?.range?.kvs[0]?.mod ?? 0;
}
