import type { Answered, Begun, SearchHistory } from './history';
import type { Model } from './model';
import { searchKey, type Budget } from './search-key';
import { byCall, timelineOf } from './timeline';

export type { Budget };

export type SearchOutcome =
  /** Ids in an order that explains every answer, for each key. */
  | { readonly verdict: 'linearizable'; readonly orders: ReadonlyMap<string, readonly string[]> }
  | {
      readonly verdict: 'not linearizable';
      readonly dead: readonly DeadEnd[];
      readonly open: readonly OpenKey[];
    }
  | { readonly verdict: 'inconclusive'; readonly open: readonly OpenKey[] };

/** A key that no order explains: up to here one does, and no further. */
export interface DeadEnd {
  readonly key: string;
  /** The first operation, by its return, that no order of what was called by then has in it. */
  readonly stuck: string;
}

/** A key whose search used up its budget. */
export interface OpenKey {
  readonly key: string;
  readonly spent: 'time' | 'memory';
}

/**
 * Whether a history is linearizable. Keys are judged apart: a history is linearizable if and only if each key's part
 * is. Pure but for what `outOfTime` looks at.
 */
export function search<A, U>(
  history: SearchHistory<A, U>,
  model: Model<A, U>,
  budget: Budget,
): SearchOutcome {
  const orders = new Map<string, readonly string[]>();
  const dead: DeadEnd[] = [];
  const open: OpenKey[] = [];
  for (const [key, unsorted] of keysOf(history)) {
    const part = byCall(unsorted);
    const timeline = timelineOf(part);
    const { answered, unknown } = part;
    const outcome = searchKey(timeline, model.machine(answered, unknown), budget);
    if (outcome.verdict === 'linearizable') {
      orders.set(
        key,
        outcome.order.map((op) => ((op < 0 ? unknown[~op] : answered[op]) as Begun<A | U>).id),
      );
    } else if (outcome.verdict === 'inconclusive') {
      open.push({ key, spent: outcome.spent });
    } else {
      const stuck = answered[timeline.byReturn[outcome.place] as number] as Answered<A>;
      dead.push({ key, stuck: stuck.id });
    }
  }
  if (dead.length > 0) {
    return { verdict: 'not linearizable', dead, open };
  }
  return open.length > 0 ? { verdict: 'inconclusive', open } : { verdict: 'linearizable', orders };
}

/** The part of each key, in the order in which keys first appear. */
export function keysOf<A, U>({ answered, unknown }: SearchHistory<A, U>): Map<string, Part<A, U>> {
  const parts = new Map<string, Part<A, U>>();
  const partOf = (key: string): Part<A, U> => {
    let part = parts.get(key);
    if (part === undefined) {
      part = { answered: [], unknown: [] };
      parts.set(key, part);
    }
    return part;
  };
  for (const operation of answered) {
    partOf(operation.key).answered.push(operation);
  }
  for (const operation of unknown) {
    partOf(operation.key).unknown.push(operation);
  }
  return parts;
}

interface Part<A, U> {
  readonly answered: Answered<A>[];
  readonly unknown: Begun<U>[];
}
