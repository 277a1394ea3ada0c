import type { Answered, Begun, SearchHistory } from './history';
import type { Model } from './model';
import { search } from './search';

/** Why no order explains a key's operations: the fewest answers that contradict each other, as far as was tried. */
export interface Explanation<A> {
  /** The operation that no order has in it by its return. */
  readonly stuck: Answered<A>;
  /** Answers that it contradicts, by their call; what every other client was told does not matter. */
  readonly against: readonly Answered<A>[];
  /** Ids of an order of all that returned before it. */
  readonly prefix: readonly string[];
  /** All that may have taken effect by then. */
  readonly around: readonly Begun<A>[];
}

/** Looks at the budget that one attempt to leave something out is worth; each is 1,024 situations. */
const LOOKS = 16;
/** Attempts; the explanation gets shorter by them, and is none the less true without. */
const ATTEMPTS = 500;
const MEMORY = 2 ** 28;

/** @param history operations of one key, which no order explains; @param id of an operation up to whose return all may be well */
export function explain<A, U extends A>(
  history: SearchHistory<A, U>,
  model: Model<A, U>,
  id: string,
  outOfTime: () => boolean,
): Explanation<A> {
  const stuck = firstUnexplained(history, model, id, outOfTime);
  const until = withAnswers(history, model, stuck.returned, ({ returned }) => returned <= stuck.returned);
  const isContradiction = (kept: ReadonlySet<Answered<A>>): boolean => {
    let looks = LOOKS;
    const outcome = search(
      withAnswers(history, model, stuck.returned, (one) => one === stuck || kept.has(one)),
      model,
      { outOfTime: () => --looks < 0 || outOfTime(), maxBytes: MEMORY },
    );
    return outcome.verdict === 'not linearizable';
  };
  const against = fewest(
    until.answered.filter((one) => one !== stuck),
    isContradiction,
    outOfTime,
  );
  const before = search(
    withAnswers(history, model, stuck.returned, ({ returned }) => returned < stuck.returned),
    model,
    { outOfTime, maxBytes: MEMORY },
  );
  return {
    stuck,
    against: [...against].sort((one, other) => one.call - other.call),
    prefix: before.verdict === 'linearizable' ? [...before.orders.values()].flat() : [],
    around: [...until.answered, ...until.unknown].filter((one) => one.id !== stuck.id),
  };
}

/**
 * The first operation, by its return, up to which no order explains the answers. The search may have been stopped
 * before it, by a model that looks ahead.
 */
function firstUnexplained<A, U extends A>(
  history: SearchHistory<A, U>,
  model: Model<A, U>,
  id: string,
  outOfTime: () => boolean,
): Answered<A> {
  const byReturn = [...history.answered].sort((one, other) => one.returned - other.returned);
  let low = byReturn.findIndex((one) => one.id === id);
  let high = byReturn.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const time = byReturn[middle]?.returned ?? Infinity;
    const until = withAnswers(history, model, time, ({ returned }) => returned <= time);
    const outcome = search(until, model, { outOfTime, maxBytes: MEMORY });
    if (outcome.verdict === 'not linearizable') {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  const found = byReturn[low];
  if (found === undefined) {
    throw new Error(`no answered operation ${id}`);
  }
  return found;
}

/** The history up to a time, in which only some answers are believed; other operations may or may not have been. */
function withAnswers<A, U extends A>(
  { answered, unknown }: SearchHistory<A, U>,
  model: Model<A, U>,
  time: number,
  isBelieved: (one: Answered<A>) => boolean,
): SearchHistory<A, U> {
  const doubted = answered.flatMap((one): Begun<U>[] => {
    const action = isBelieved(one) ? undefined : model.withoutAnswer(one.action);
    return action === undefined
      ? []
      : [{ id: one.id, client: one.client, key: one.key, call: one.call, action }];
  });
  return {
    answered: answered.filter((one) => one.call <= time && isBelieved(one)),
    unknown: [...unknown, ...doubted].filter(({ call }) => call <= time),
  };
}

/** Leaves out halves, then quarters, and so on, as long as the rest will do. */
function fewest<T>(
  all: readonly T[],
  willDo: (kept: ReadonlySet<T>) => boolean,
  outOfTime: () => boolean,
): Set<T> {
  let kept = [...all];
  let attempts = ATTEMPTS;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length && attempts > 0 && !outOfTime(); attempts -= 1) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (willDo(new Set(fewer))) {
        kept = fewer;
      } else {
        from += size;
      }
    }
  }
  return new Set(kept);
}
