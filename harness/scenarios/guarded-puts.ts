import type { Traffic } from '../workload/traffic/traffic';
import type { Stage } from './stage';

const PREFIX = 'guarded/';
const END = 'guarded0';
const KEYS = 1_000;
const AT_ONCE = 100;
/** So many times each transaction looks at all of them. */
const LOOKS = 10;

/** Writes the keys that `guardedPuts` guards. */
export async function writeGuarded(stage: Stage, member: string): Promise<void> {
  for (let key = 0; key < KEYS; key += AT_ONCE) {
    const then = Array.from({ length: AT_ONCE }, (_, index) => ({
      put: { key: `${PREFIX}${key + index}`, value: stage.unique() },
    }));
    await stage.must(member, { txn: { if: [], then, else: [] } });
  }
}

/** Small puts behind a guard of many keys: a member is long at each before it changes anything. */
export const guardedPuts: Traffic = {
  name: 'guarded-puts',
  start: ({ client, unique }) => {
    const key = `puts/${client.identity.client}`;
    const guard = { key: PREFIX, end: END, target: 'version', is: '>', to: 0 } as const;
    const guards = Array.from({ length: LOOKS }, () => guard);
    return () => client.perform({ txn: { if: guards, then: [{ put: { key, value: unique() } }], else: [] } });
  },
};
