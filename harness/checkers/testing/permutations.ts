import type { SearchHistory } from '../search/history';

/** What an object does, in the plainest form: the states after an action, none where it cannot have been. */
export type Specification<S, Action> = (state: S, action: Action) => S | undefined;

/**
 * Whether any order of the operations, with any of the unknown ones in it, explains a history of one key: tries them
 * all. For a few operations.
 */
export function anyPermutationExplains<S, A, U>(
  { answered, unknown }: SearchHistory<A, U>,
  specification: Specification<S, A | U>,
  initial: S,
): boolean {
  const attempt = (state: S, left: typeof answered, free: typeof unknown): boolean => {
    if (left.length === 0) {
      return true;
    }
    const deadline = Math.min(...left.map(({ returned }) => returned));
    const goesOn = (action: A | U, rest: typeof answered, others: typeof unknown): boolean => {
      const next = specification(state, action);
      return next !== undefined && attempt(next, rest, others);
    };
    return (
      left.some(
        (one) =>
          one.call <= deadline &&
          goesOn(
            one.action,
            left.filter((other) => other !== one),
            free,
          ),
      ) ||
      free.some(
        (one) =>
          one.call <= deadline &&
          goesOn(
            one.action,
            left,
            free.filter((other) => other !== one),
          ),
      )
    );
  };
  return attempt(initial, answered, unknown);
}
