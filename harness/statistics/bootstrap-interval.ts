/** A median with the interval in which 95 of 100 medians of samples drawn anew from the same values lie. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

const DRAWS = 2_000;
const TAIL = 0.025;

/**
 * The percentile bootstrap (Efron 1979) of a median. With few values it is too narrow: below six of them no interval is one of 95 %
 * (two of 2^5 = 32 samples lie on one side of the true median by chance), which whoever reads it has to heed.
 * @param values at least one
 * @param pick a whole number from 0 to one below its argument, from a seeded source, so that the same values give the same interval
 */
export function bootstrapInterval(values: readonly number[], pick: (below: number) => number): Estimate {
  if (values.length === 0) {
    throw new RangeError('no values, no interval');
  }
  const medians = Array.from({ length: DRAWS }, () =>
    medianOf(values.map(() => values[pick(values.length)] as number)),
  ).sort((one, other) => one - other);
  return {
    median: medianOf(values),
    low: medians[Math.floor(TAIL * DRAWS)] as number,
    high: medians[Math.ceil((1 - TAIL) * DRAWS) - 1] as number,
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1] as number, sorted[Math.floor(middle)] as number];
  return (below + above) / 2;
}
