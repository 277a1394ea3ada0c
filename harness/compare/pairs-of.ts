/** Every two of these, in their order. */
export const pairsOf = <T>(all: readonly T[]): (readonly [T, T])[] =>
  all.flatMap((first, index) => all.slice(index + 1).map((second) => [first, second] as const));
