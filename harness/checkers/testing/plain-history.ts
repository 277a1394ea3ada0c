import fc from 'fast-check';
import type { SearchHistory } from '../search/history';
import type { Specification } from './permutations';

/** What a generated client asks for; the answer is made from the state that it finds. */
export interface Asked<S, A, U> {
  /** The action with its answer in a state. */
  readonly answered: (state: S) => A;
  /** Undefined where it could change nothing. */
  readonly unknown: U | undefined;
}

/** How an operation went: its client's number, and how long everything took. */
const course = fc.record({
  client: fc.integer({ min: 1, max: 3 }),
  wait: fc.integer({ min: 0, max: 3 }),
  toEffect: fc.integer({ min: 0, max: 6 }),
  toReturn: fc.integer({ min: 0, max: 4 }),
  fate: fc.constantFrom('ok', 'ok', 'ok', 'effective', 'lost'),
});

/** Histories of up to eight operations of three clients, as a correct object answers them. */
export function plainHistories<S, A, U>(
  asked: fc.Arbitrary<Asked<S, A, U>>,
  specification: Specification<S, A | U>,
  initial: S,
): fc.Arbitrary<SearchHistory<A, U>> {
  return fc.array(fc.tuple(course, asked), { minLength: 1, maxLength: 8 }).map((steps) => {
    const free = new Map<number, number>();
    const timed = steps.map(([{ client, wait, toEffect, toReturn, fate }, what], i) => {
      const call = (free.get(client) ?? 0) + wait;
      const [effect, returned] = [call + toEffect, call + toEffect + toReturn];
      free.set(client, fate === 'ok' ? returned : call + 1);
      return { operation: { id: `${client}.${i}`, client, key: 'k', call }, effect, returned, fate, what };
    });
    const answered: SearchHistory<A, U>['answered'][number][] = [];
    const unknown: SearchHistory<A, U>['unknown'][number][] = [];
    let state = initial;
    for (const { operation, returned, fate, what } of timed.sort((one, other) => one.effect - other.effect)) {
      const action = what.answered(state);
      if (fate === 'ok') {
        answered.push({ ...operation, returned, action });
      } else if (what.unknown !== undefined) {
        unknown.push({ ...operation, action: what.unknown });
      }
      const done = fate === 'ok' ? action : what.unknown;
      if (fate !== 'lost' && done !== undefined) {
        state = specification(state, done) ?? state;
      }
    }
    return { answered, unknown };
  });
}

/** Changes one answered operation, as a faulty object or recorder might. */
export const mutation = <A, U>(
  action: fc.Arbitrary<A>,
): fc.Arbitrary<(history: SearchHistory<A, U>) => SearchHistory<A, U>> =>
  fc
    .record({
      at: fc.nat(8),
      kind: fc.constantFrom('answer', 'time', 'loss'),
      by: fc.integer({ min: -8, max: 8 }),
      action,
    })
    .map(({ at, kind, by, action: other }) => ({ answered, unknown }) => {
      const chosen = answered[at % Math.max(1, answered.length)];
      if (kind === 'loss') {
        return { answered: answered.filter((one) => one !== chosen), unknown };
      }
      return {
        answered: answered.map((one) => {
          if (one !== chosen) {
            return one;
          }
          return kind === 'answer'
            ? { ...one, action: other }
            : {
                ...one,
                call: Math.max(0, one.call + by),
                returned: Math.max(one.call + by, one.returned + by, 0),
              };
        }),
        unknown,
      };
    });
