import type { Order } from './order';
import type { Placed } from './placed';

/**
 * By when a write that nobody was told of must have been invoked to stand at a revision: before the first answer
 * that already stands on it. Ascending in the revision.
 */
export class Deadlines {
  private earliest: readonly (readonly [Placed, Float64Array])[] | undefined;

  constructor(private readonly order: Order) {}

  /** The earliest return among answers at this revision or a later one. */
  at(revision: number): number {
    // Most journals have few writes that nobody was told of, or none.
    this.earliest ??= [this.order.writes, this.order.reads].map((placed) => [
      placed,
      earliestReturns(placed),
    ]);
    return Math.min(
      ...this.earliest.map(([placed, returns]) => returns[placed.firstAt(revision)] ?? Infinity),
    );
  }
}

/** For each operation the earliest return among it and those after it. */
function earliestReturns({ all }: Placed): Float64Array {
  const returns = Float64Array.from(all, ({ returned }) => returned);
  for (let i = returns.length - 2; i >= 0; i -= 1) {
    returns[i] = Math.min(returns[i] as number, returns[i + 1] as number);
  }
  return returns;
}
