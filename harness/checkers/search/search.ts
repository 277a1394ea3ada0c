import type { SearchHistory } from './history';
import type { Model } from './model';
import { partsOf } from './part';
import { searchKey, type Budget } from './search-key';
import { timelineOf } from './timeline';
import { Workspace } from './workspace';

export type { Budget };

export type SearchOutcome =
  /** Ids in an order that explains every answer, for each key. */
  | { readonly verdict: 'linearizable'; readonly orders: ReadonlyMap<string, readonly string[]> }
  | {
      readonly verdict: 'not linearizable';
      readonly dead: readonly DeadEnd[];
      readonly open: readonly OpenKey[];
    }
  | {
      readonly verdict: 'inconclusive';
      /** Of keys that were done. */
      readonly orders: ReadonlyMap<string, readonly string[]>;
      readonly open: readonly OpenKey[];
    };

/** A key that no order explains: up to here one does, and no further. */
interface DeadEnd {
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
  const workspace = new Workspace();
  for (const [key, part] of partsOf(history)) {
    workspace.reset();
    const timeline = timelineOf(part, workspace);
    const outcome = searchKey(timeline, model.machine(part), budget, workspace);
    const { answered, unknown } = part;
    if (outcome.verdict === 'linearizable') {
      const ids = outcome.order.map((op) => (op < 0 ? unknown.ids[~op] : answered.ids[op]) as string);
      orders.set(key, ids);
    } else if (outcome.verdict === 'inconclusive') {
      open.push({ key, spent: outcome.spent });
    } else {
      dead.push({ key, stuck: answered.ids[timeline.byReturn[outcome.place] as number] as string });
    }
  }
  return outcomeOf(orders, dead, open);
}

/** What several searches of keys of one history come to. */
export const joined = (outcomes: readonly SearchOutcome[]): SearchOutcome =>
  outcomeOf(
    new Map(outcomes.flatMap((one) => (one.verdict === 'not linearizable' ? [] : [...one.orders]))),
    outcomes.flatMap((one) => (one.verdict === 'not linearizable' ? one.dead : [])),
    outcomes.flatMap((one) => (one.verdict === 'linearizable' ? [] : one.open)),
  );

function outcomeOf(
  orders: ReadonlyMap<string, readonly string[]>,
  dead: readonly DeadEnd[],
  open: readonly OpenKey[],
): SearchOutcome {
  if (dead.length > 0) {
    return { verdict: 'not linearizable', dead, open };
  }
  return open.length > 0 ? { verdict: 'inconclusive', orders, open } : { verdict: 'linearizable', orders };
}

/** Keys of which an outcome says something. */
export const keysOf = (outcome: SearchOutcome): ReadonlySet<string> =>
  new Set([
    ...(outcome.verdict === 'not linearizable' ? outcome.dead.map(({ key }) => key) : outcome.orders.keys()),
    ...(outcome.verdict === 'linearizable' ? [] : outcome.open.map(({ key }) => key)),
  ]);
