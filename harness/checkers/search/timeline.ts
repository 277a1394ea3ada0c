import type { Part } from './part';
import type { Workspace } from './workspace';

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

export function timelineOf({ answered, unknown }: Part<unknown, unknown>, workspace: Workspace): Timeline {
  const { calls, returns } = answered;
  const n = calls.length;
  const byReturn = workspace.ints(n);
  order(returns, byReturn);
  const called = workspace.ints(n + 1);
  const calledUnknown = workspace.ints(n + 1);
  const slot = workspace.ints(n);
  const free: number[] = [];
  let slots = 0;
  let begun = 0;
  let begunUnknown = 0;
  for (let place = 0; place < n; place += 1) {
    const op = byReturn[place] as number;
    const now = returns[op] as number;
    // Calls before returns: an operation called at the very time of a return is concurrent with it.
    for (; begun < n && (calls[begun] as number) <= now; begun += 1) {
      slot[begun] = free.length > 0 ? (free.pop() as number) : slots++;
    }
    while (begunUnknown < unknown.calls.length && (unknown.calls[begunUnknown] as number) <= now) {
      begunUnknown += 1;
    }
    called[place] = begun;
    calledUnknown[place] = begunUnknown;
    free.push(slot[op] as number);
  }
  called[n] = n;
  calledUnknown[n] = unknown.calls.length;
  return { answered: n, byReturn, called, calledUnknown, slot, slots };
}

/** Returns come nearly in the order of calls, so that moving each to its place is quick; else sort. */
function order(times: readonly number[], into: Int32Array): void {
  let moves = 32 * times.length + 1000;
  for (let i = 0; i < times.length; i += 1) {
    const time = times[i] as number;
    let at = i;
    for (; at > 0 && (times[into[at - 1] as number] as number) > time; at -= 1) {
      into[at] = into[at - 1] as number;
      moves -= 1;
    }
    into[at] = i;
    if (moves < 0) {
      into.set([...times.keys()].sort((one, other) => (times[one] as number) - (times[other] as number)));
      return;
    }
  }
}
