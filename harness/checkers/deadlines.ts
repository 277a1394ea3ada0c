import { type Acknowledged } from './operation';

/**
 * By when a write that nobody was told of must have been invoked to stand at a revision: before the first answer
 * that already stands on it. Ascending in the revision.
 */
export class Deadlines {
  private readonly revisions: number[];
  private readonly earliestReturn: number[];

  constructor(answered: readonly Acknowledged[]) {
    const sorted = [...answered].sort((one, other) => (one.revision ?? 0) - (other.revision ?? 0));
    this.revisions = sorted.map(({ revision }) => revision ?? 0);
    this.earliestReturn = sorted.map(({ returned }) => returned);
    for (let i = sorted.length - 2; i >= 0; i -= 1) {
      this.earliestReturn[i] = Math.min(
        this.earliestReturn[i] ?? Infinity,
        this.earliestReturn[i + 1] ?? Infinity,
      );
    }
  }

  /** The earliest return among answers at this revision or a later one. */
  at(revision: number): number {
    let low = 0;
    let high = this.revisions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.revisions[middle] ?? Infinity) < revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.earliestReturn[low] ?? Infinity;
  }
}
