import type { Compare, KeyValue } from '../journal/request';
import { compareKeys } from './key-span';
import type { Mvcc } from './mvcc';

/**
 * Whether a guard of a transaction holds, now or as of a revision, as in etcd's `applyCompare`: every existing key of the range must
 * satisfy it; where there is none, a value guard fails and any other compares with zero.
 */
export function holds(guard: Compare, model: Mvcc, revision = Infinity): boolean {
  if (guard.end === undefined) {
    const kv = model.get(guard.key, revision);
    return kv === undefined ? holdsOfNothing(guard) : satisfies(guard, order(guard, kv));
  }
  const kvs = model.range(guard, revision);
  return kvs.length === 0 ? holdsOfNothing(guard) : kvs.every((kv) => satisfies(guard, order(guard, kv)));
}

const holdsOfNothing = (guard: Compare): boolean =>
  guard.target !== 'value' && satisfies(guard, orderToZero(guard));

/** Negative, zero or positive as the key's field is below, at or above the guard's operand. */
function order({ target, to }: Compare, kv: KeyValue): number {
  switch (target) {
    case 'value':
      return compareKeys(kv.value, String(to));
    case 'lease':
      return compareLeases(kv.lease ?? '0', String(to));
    case 'mod':
    case 'create':
    case 'version':
      return kv[target] - Number(to);
  }
}

const orderToZero = ({ target, to }: Compare): number =>
  target === 'lease' ? compareLeases('0', String(to)) : -Number(to);

/** Lease ids use all 64 bits. An operand that is no id satisfies nothing, as NaN does. */
const compareLeases = (one: string, other: string): number =>
  /^-?\d+$/.test(other) ? Number(BigInt(one) - BigInt(other)) : NaN;

function satisfies({ is }: Compare, ordered: number): boolean {
  switch (is) {
    case '=':
      return ordered === 0;
    case '!=':
      return ordered < 0 || ordered > 0;
    case '<':
      return ordered < 0;
    case '>':
      return ordered > 0;
  }
}
