import type { SearchHistory } from './history';

/** The times of one key's operations, as places in orders. Operations are numbered by their call. */
export interface Timeline {
  readonly answered: number;
  /** Answered operations by their return. */
  readonly byReturn: Int32Array;
  /** For each place in `byReturn`: how many answered, how many unknown operations were called by that return. */
  readonly called: Int32Array;
  readonly calledUnknown: Int32Array;
  /** A number for each answered operation that no other has at the same time. */
  readonly slot: Int32Array;
  readonly slots: number;
}

/** Both kinds of operations by their call, as `timelineOf` wants them. */
export function byCall<A, U>({ answered, unknown }: SearchHistory<A, U>): SearchHistory<A, U> {
  return { answered: sorted(answered), unknown: sorted(unknown) };
}

function sorted<T extends { readonly call: number }>(list: readonly T[]): readonly T[] {
  const inOrder = list.every((one, i) => i === 0 || (list[i - 1] as T).call <= one.call);
  return inOrder ? list : [...list].sort((one, other) => one.call - other.call);
}

export function timelineOf({ answered, unknown }: SearchHistory<unknown, unknown>): Timeline {
  const n = answered.length;
  const returned = Float64Array.from(answered, (one) => one.returned);
  const byReturn = orderOf(returned);
  const called = new Int32Array(n + 1);
  const calledUnknown = new Int32Array(n + 1);
  const slot = new Int32Array(n);
  const free: number[] = [];
  let [slots, begun, begunUnknown] = [0, 0, 0];
  for (let place = 0; place < n; place += 1) {
    const op = byReturn[place] as number;
    const now = returned[op] as number;
    // Calls before returns: an operation called at the very time of a return is concurrent with it.
    for (; begun < n && (answered[begun] as { call: number }).call <= now; begun += 1) {
      slot[begun] = free.pop() ?? slots++;
    }
    while (begunUnknown < unknown.length && (unknown[begunUnknown] as { call: number }).call <= now) {
      begunUnknown += 1;
    }
    called[place] = begun;
    calledUnknown[place] = begunUnknown;
    free.push(slot[op] as number);
  }
  called[n] = n;
  calledUnknown[n] = unknown.length;
  return { answered: n, byReturn, called, calledUnknown, slot, slots };
}

/** Returns come nearly in the order of calls, so that moving each to its place is quick; else sort. */
function orderOf(times: Float64Array): Int32Array {
  const order = new Int32Array(times.length);
  let moves = 32 * times.length + 1000;
  for (let i = 0; i < times.length; i += 1) {
    const time = times[i] as number;
    let at = i;
    for (; at > 0 && (times[order[at - 1] as number] as number) > time; at -= 1) {
      order[at] = order[at - 1] as number;
      moves -= 1;
    }
    order[at] = i;
    if (moves < 0) {
      return Int32Array.from(times.keys()).sort(
        (one, other) => (times[one] as number) - (times[other] as number) || one - other,
      );
    }
  }
  return order;
}
