import type { Request } from '../journal/request';
import { decide, leavesOf, type Leaf } from './branch';
import type { KeySpan } from './key-span';
import type { Mvcc } from './mvcc';

interface Put {
  readonly key: string;
  readonly value: string;
  readonly lease?: string | undefined;
}

/** All that one revision changes. */
export interface Effect {
  readonly puts: readonly Put[];
  readonly deletes: readonly string[];
}

const NOTHING: readonly never[] = [];
const NO_EFFECT: Effect = { puts: NOTHING, deletes: NOTHING };

export const isEffect = ({ puts, deletes }: Effect): boolean => puts.length + deletes.length > 0;

/** What a request would change if it took effect in the model's newest state. */
export function effectOf(request: Request, model: Mvcc): Effect {
  if ('range' in request) {
    return NO_EFFECT;
  }
  if ('put' in request) {
    return { puts: [request.put], deletes: NOTHING };
  }
  if ('delete' in request) {
    return { puts: NOTHING, deletes: keysIn(request.delete, model) };
  }
  if ('txn' in request) {
    return effectOfLeaves(leavesOf(decide(request.txn, model)), model);
  }
  if ('revoke' in request) {
    return { puts: [], deletes: [...model.keysOf(request.revoke.lease)] };
  }
  return NO_EFFECT;
}

/** etcd refuses a branch that touches one key twice, but for deletes that overlap each other. */
function effectOfLeaves(leaves: readonly Leaf[], model: Mvcc): Effect {
  const puts: Put[] = [];
  const deletes = new Set<string>();
  for (const part of leaves) {
    if ('put' in part) {
      puts.push(part.put);
    } else if ('delete' in part) {
      keysIn(part.delete, model).forEach((key) => deletes.add(key));
    }
  }
  return { puts, deletes: [...deletes] };
}

const keysIn = (span: KeySpan, model: Mvcc): string[] => model.range(span).map(({ key }) => key);

export function apply({ puts, deletes }: Effect, model: Mvcc, revision: number): void {
  puts.forEach(({ key, value, lease }) => model.put(key, value, lease, revision));
  deletes.forEach((key) => model.delete(key, revision));
}

export function sameEffect(one: Effect, other: Effect): boolean {
  if (one.puts.length !== other.puts.length || one.deletes.length !== other.deletes.length) {
    return false;
  }
  if (one.puts.length + one.deletes.length === 1) {
    return one.deletes[0] === other.deletes[0] && samePut(one.puts[0], other.puts[0]);
  }
  const puts = new Map(other.puts.map((put) => [put.key, put]));
  const deletes = new Set(other.deletes);
  return (
    one.deletes.every((key) => deletes.has(key)) && one.puts.every((put) => samePut(put, puts.get(put.key)))
  );
}

const samePut = (one: Put | undefined, other: Put | undefined): boolean =>
  one?.key === other?.key && one?.value === other?.value && one?.lease === other?.lease;

/** E.g. "k=8, deletion of j". */
export function describeEffect({ puts, deletes }: Effect): string {
  const words = [
    ...puts.map(({ key, value }) => `${key}=${value}`),
    ...deletes.map((key) => `deletion of ${key}`),
  ];
  return words.length > 4 ? `${words.slice(0, 4).join(', ')} and ${words.length - 4} more` : words.join(', ');
}
