import type { WatchEvent } from '../journal/record';
import { firstPlace } from './first-place';

/** One response of a stream; without events it is a progress notification. */
export interface Shown {
  readonly t: number;
  readonly revision: number;
  readonly events: readonly WatchEvent[];
}

/**
 * The responses of one stream, as they came. A long journal has millions, each of which a recorder on every member was
 * shown: they are held by columns, in half of what an object each would take.
 */
export class Responses implements Iterable<Shown> {
  private readonly times: number[] = [];
  private readonly revisions: number[] = [];
  private readonly eventsOf: (readonly WatchEvent[])[] = [];

  add(t: number, revision: number, events: readonly WatchEvent[]): void {
    this.times.push(t);
    this.revisions.push(revision);
    this.eventsOf.push(events);
  }

  [Symbol.iterator](): Generator<Shown> {
    return this.from(0, this.times.length);
  }

  /** Those of [start, end), in microseconds. */
  within({ start, end }: { readonly start: number; readonly end: number }): Generator<Shown> {
    return this.from(this.firstAt(start), this.firstAt(end));
  }

  /** As iterating does, but without an object for each. */
  forEach(visit: (t: number, revision: number, events: readonly WatchEvent[]) => void): void {
    for (let i = 0; i < this.times.length; i += 1) {
      visit(this.times[i] as number, this.revisions[i] as number, this.eventsOf[i] as readonly WatchEvent[]);
    }
  }

  /** Every event, one after another. */
  events(): WatchEvent[] {
    return this.eventsOf.flat();
  }

  private *from(first: number, last: number): Generator<Shown> {
    for (let i = first; i < last; i += 1) {
      const [t, revision, events] = [this.times[i], this.revisions[i], this.eventsOf[i]];
      yield { t: t as number, revision: revision as number, events: events as readonly WatchEvent[] };
    }
  }

  private firstAt(t: number): number {
    return firstPlace(this.times.length, (place) => (this.times[place] as number) < t);
  }
}
