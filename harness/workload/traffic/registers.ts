import type { Request } from '../../journal/request';
import type { Random } from '../random';
import type { Traffic } from './traffic';

const PREFIX = 'registers/';
const END = 'registers0';
const KEYS = 20;

/** Puts, deletes, linearizable and serializable gets and ranges over a few shared keys. */
export const registers: Traffic = {
  name: 'registers',
  start: ({ client, random, unique }) => {
    return () => client.perform(request(random, unique));
  },
};

function request(random: Random, unique: () => string): Request {
  const key = `${PREFIX}${String(random.integer(0, KEYS - 1)).padStart(2, '0')}`;
  const choice = random.integer(1, 10);
  if (choice <= 4) {
    return { put: { key, value: unique() } };
  }
  if (choice <= 6) {
    return { range: { key } };
  }
  if (choice === 7) {
    return { range: { key, serializable: true } };
  }
  if (choice === 8) {
    return { range: { key: PREFIX, end: END, limit: random.integer(1, KEYS) } };
  }
  if (choice === 9) {
    return { range: { key: PREFIX, end: END } };
  }
  return { delete: { key } };
}
