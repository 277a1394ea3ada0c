import type { Begun, SearchHistory } from './history';

/**
 * The operations of one key by their call, in columns: each operation is looked at once, and the rest is done on
 * plain numbers that lie side by side.
 */
export interface Part<A, U> {
  readonly answered: Columns<A> & { readonly returns: readonly number[] };
  readonly unknown: Columns<U>;
}

interface Columns<Action> {
  readonly ids: readonly string[];
  readonly calls: readonly number[];
  readonly actions: readonly Action[];
}

/** The part of each key, in the order in which keys first appear. */
export function partsOf<A, U>({ answered, unknown }: SearchHistory<A, U>): Map<string, Part<A, U>> {
  const parts = new Map<string, Filling<A, U>>();
  const partOf = (key: string): Filling<A, U> => {
    let part = parts.get(key);
    if (part === undefined) {
      part = {
        answered: { ids: [], calls: [], actions: [], returns: [] },
        unknown: { ids: [], calls: [], actions: [] },
      };
      parts.set(key, part);
    }
    return part;
  };
  for (const operation of byCall(answered)) {
    const { ids, calls, actions, returns } = partOf(operation.key).answered;
    ids.push(operation.id);
    calls.push(operation.call);
    actions.push(operation.action);
    returns.push(operation.returned);
  }
  for (const operation of byCall(unknown)) {
    const { ids, calls, actions } = partOf(operation.key).unknown;
    ids.push(operation.id);
    calls.push(operation.call);
    actions.push(operation.action);
  }
  return parts;
}

interface Filling<A, U> {
  readonly answered: { ids: string[]; calls: number[]; actions: A[]; returns: number[] };
  readonly unknown: { ids: string[]; calls: number[]; actions: U[] };
}

function byCall<T extends Begun<unknown>>(operations: readonly T[]): readonly T[] {
  for (let i = 1; i < operations.length; i += 1) {
    if ((operations[i - 1] as T).call > (operations[i] as T).call) {
      return [...operations].sort((one, other) => one.call - other.call);
    }
  }
  return operations;
}
