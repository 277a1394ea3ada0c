import { firstPlace } from './first-place';
import type { Acknowledged } from './operation';

const NONE: readonly never[] = [];

/** Answered operations by the revision of their answers: one sorted list, since a long journal has very many of them. */
export class Placed {
  /** By revision, those of one by invoke. */
  readonly all: readonly Acknowledged[];
  /** Where the revision asked for last ended: mostly the next one is asked for next. */
  private place = 0;

  /** @param operations by invoke, each with a revision */
  constructor(operations: readonly Acknowledged[]) {
    this.all = [...operations].sort((one, other) => placeOf(one) - placeOf(other));
  }

  /** The operations at a revision, by invoke. */
  get(revision: number): readonly Acknowledged[] {
    const first = this.firstAt(revision);
    let last = first;
    while (last < this.all.length && this.revisionAt(last) === revision) {
      last += 1;
    }
    this.place = last;
    return first === last ? NONE : this.all.slice(first, last);
  }

  /** The revisions that have any, ascending. */
  revisions(): number[] {
    const revisions: number[] = [];
    for (const operation of this.all) {
      if (placeOf(operation) !== revisions.at(-1)) {
        revisions.push(placeOf(operation));
      }
    }
    return revisions;
  }

  /** The index of the first operation at this revision or a later one. */
  firstAt(revision: number): number {
    if (this.revisionAt(this.place - 1) < revision && this.revisionAt(this.place) >= revision) {
      return this.place;
    }
    return firstPlace(this.all.length, (place) => this.revisionAt(place) < revision);
  }

  private revisionAt(index: number): number {
    const operation = this.all[index];
    return operation === undefined ? (index < 0 ? -Infinity : Infinity) : placeOf(operation);
  }
}

const placeOf = ({ revision }: Acknowledged): number => revision ?? 0;
