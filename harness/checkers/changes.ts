import { ByRevision } from './by-revision';
import type { Acknowledged, Operation } from './operation';
import type { Sightings } from './sightings';

/** What one revision did and who did it; `by` is undefined for the end of a lease and for what nobody made. */
export interface Change {
  /** The keys that it deleted. */
  readonly deletes: readonly string[];
  readonly by: Operation | undefined;
  /** When a recorder first showed it, in microseconds. */
  readonly seen: number | undefined;
  /** The lease whose end this certainly was, where it was one. */
  readonly endOf?: string | undefined;
}

/**
 * Changes by revision. Nearly every one is that of an answered operation that deleted nothing: of a long journal's
 * millions of these only the operation is held.
 */
export class Changes {
  private readonly held = new ByRevision<Change | Acknowledged>();

  constructor(private readonly sightings: Sightings) {}

  set(revision: number, change: Change): void {
    const { deletes, by, endOf } = change;
    const isPlain = deletes.length === 0 && by?.outcome === 'ok' && endOf === undefined;
    this.held.set(revision, isPlain ? by : change);
  }

  get(revision: number): Change | undefined {
    const held = this.held.get(revision);
    return held !== undefined && 'outcome' in held
      ? { deletes: NONE, by: held, seen: this.sightings.byRevision.get(revision)?.seen }
      : held;
  }

  keys(): Iterable<number> {
    return this.held.keys();
  }
}

const NONE: readonly never[] = [];
