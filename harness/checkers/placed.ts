import { firstPlace } from './first-place';
import type { Acknowledged } from './operation';

const NONE: readonly never[] = [];

/** Answered operations by the revision of their answers: one sorted list, since a long journal has very many of them. */
export class Placed {
  /** By revision, those of one by invoke. */
  readonly all: readonly Acknowledged[];
  /** The revisions that have any, ascending. */
  readonly revisions: readonly number[];
  /** Where in the list the operations of each of these begin, and at last where it ends. */
  private readonly begins: readonly number[];
  /** Which of the revisions was asked for last: mostly a neighbour is asked for next. */
  private asked = 0;

  /** @param operations by invoke, each with a revision */
  constructor(operations: readonly Acknowledged[]) {
    this.all = [...operations].sort((one, other) => revisionOf(one) - revisionOf(other));
    const [revisions, begins]: [number[], number[]] = [[], []];
    let last = -Infinity;
    for (let i = 0; i < this.all.length; i += 1) {
      const revision = revisionOf(this.all[i] as Acknowledged);
      if (revision !== last) {
        revisions.push(revision);
        begins.push(i);
        last = revision;
      }
    }
    begins.push(this.all.length);
    this.revisions = revisions;
    this.begins = begins;
  }

  /** The operations at a revision, by invoke. */
  get(revision: number): readonly Acknowledged[] {
    const place = this.placeOf(revision);
    return place < this.revisions.length && this.revisions[place] === revision
      ? this.all.slice(this.begins[place], this.begins[place + 1])
      : NONE;
  }

  /** The index of the first operation at this revision or a later one. */
  firstAt(revision: number): number {
    return this.begins[this.placeOf(revision)] as number;
  }

  /** Where this revision stands among those that have any, or the first one after it. */
  private placeOf(revision: number): number {
    const { asked } = this;
    if (!this.isAt(asked, revision)) {
      this.asked = this.isAt(asked + 1, revision)
        ? asked + 1
        : this.isAt(asked - 1, revision)
          ? asked - 1
          : firstPlace(this.revisions.length, (place) => (this.revisions[place] as number) < revision);
    }
    return this.asked;
  }

  private isAt(place: number, revision: number): boolean {
    const { revisions } = this;
    return (
      place >= 0 &&
      place <= revisions.length &&
      (place === 0 || (revisions[place - 1] as number) < revision) &&
      (place === revisions.length || (revisions[place] as number) >= revision)
    );
  }
}

const revisionOf = ({ revision }: Acknowledged): number => revision ?? 0;
