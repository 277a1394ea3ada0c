import type { Kv, RangeRequest, RangeResponse } from './messages';
import type { Mutant } from './mutant';
import { plus } from './numbers';
import { isLinearizable } from './reads';

/** A mutant that changes one field of the answer to a linearizable read, where the answer has something to change. */
const changed = (
  name: string,
  describe: string,
  change: (answer: RangeResponse, request: RangeRequest) => Partial<RangeResponse> | undefined,
  oneIn = 8,
): Mutant => ({
  name,
  describe,
  kills: 'linearizable',
  lies: ({ random }) => ({
    Range: async (request, truly) => {
      const answer = await truly(request);
      const lie = isLinearizable(request) ? change(answer, request) : undefined;
      return lie !== undefined && random.oneIn(oneIn) ? { ...answer, ...lie } : answer;
    },
  }),
});

/** One that changes the first key of an answer. */
const wrongKey = (name: string, describe: string, change: (kv: Kv) => Partial<Kv>): Mutant =>
  changed(name, describe, ({ kvs: [first, ...others] }) =>
    first === undefined ? undefined : { kvs: [{ ...first, ...change(first) }, ...others] },
  );

export const FIELDS: readonly Mutant[] = [
  wrongKey('wrong-mod-revision', 'a read names a wrong mod_revision', (kv) => ({
    mod_revision: plus(kv.mod_revision, -1),
  })),
  wrongKey('wrong-create-revision', 'a read names a wrong create_revision', (kv) => ({
    create_revision: plus(kv.create_revision, -1),
  })),
  wrongKey('wrong-version', 'a read names a wrong version', (kv) => ({ version: plus(kv.version, 1) })),
  wrongKey('wrong-lease', 'a read names a lease that the key does not have', (kv) => ({
    lease: plus(kv.lease, 1),
  })),
  changed('wrong-count', 'a read counts one key too many', ({ count }) => ({ count: plus(count, 1) })),
  changed(
    'wrong-more',
    'a read with a limit says the contrary of whether there is more',
    ({ more }, { limit }) => (limit === undefined ? undefined : { more: !more }),
    2,
  ),
  changed('missing-key', 'a read of a range leaves out one of its keys', ({ kvs, count }) =>
    kvs.length < 2 ? undefined : { kvs: kvs.slice(1), count: plus(count, -1) },
  ),
  changed('wrong-order', 'a read of a range gives its keys in another order', ({ kvs }) =>
    kvs.length < 2 ? undefined : { kvs: [...kvs].reverse() },
  ),
  changed(
    'over-limit',
    'a read gives fewer keys than its limit allows and says that there are more',
    ({ kvs }, { limit }) =>
      limit === undefined || kvs.length < 2 ? undefined : { kvs: kvs.slice(0, 1), more: true },
    2,
  ),
];
