import type { BranchRequest, Request } from '../../journal/request';
import type { Random } from '../random';
import type { Traffic } from './traffic';

type Range = Extract<BranchRequest, { range: unknown }>['range'];

const SPANS: readonly [Range, ...Range[]] = [
  { key: 'ranges/', end: 'ranges0' },
  { key: 'registers/', end: 'registers0' },
  { key: 'pairs/', end: 'pairs0' },
  { key: '\0', end: '\0' },
];

/** Keys that a client writes once each, so that nothing ever covers up the loss of one. */
const KEYS_A_CLIENT = 100;
const FAR_BACK = 300;

/** All that a read can ask for: ranges with limits, counts, keys alone, and revisions of the past. */
export const ranges: Traffic = {
  name: 'ranges',
  start: ({ client, random, unique }) => {
    let keys = 0;
    let newest = 0;
    const request = (): Request => {
      if (keys < KEYS_A_CLIENT && random.oneIn(5)) {
        keys += 1;
        return { put: { key: `ranges/${client.identity.client}/${keys}`, value: unique() } };
      }
      return { range: range(random, newest) };
    };
    return async () => {
      const outcome = await client.perform(request());
      if (outcome.is === 'ok' && 'range' in outcome.response) {
        newest = outcome.response.range.revision;
      }
      return outcome;
    };
  },
};

function range(random: Random, newest: number): Range {
  const span = random.pick(SPANS);
  switch (random.integer(1, 6)) {
    case 1:
      return { ...span, limit: random.integer(1, 10) };
    case 2:
      return { ...span, countOnly: true };
    case 3:
      return { ...span, keysOnly: true, limit: random.integer(1, 50) };
    case 4:
      return { ...span, limit: 20, serializable: true };
    case 5:
      return { ...span, limit: 50, revision: Math.max(1, newest - random.integer(0, FAR_BACK)) };
    default:
      // Whole, since half a transaction shows only there.
      return { key: 'pairs/', end: 'pairs0' };
  }
}
