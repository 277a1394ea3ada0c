/** A gap of more revisions than this is not filled up. */
const WIDEST_GAP = 64;

/**
 * Values by revision. Revisions nearly always follow each other, so that a list from the first one on holds them in an
 * eighth of what a map needs; what does not fit in is held in a map.
 */
export class ByRevision<Value> {
  private first = 0;
  private readonly listed: (Value | undefined)[] = [];
  private readonly others = new Map<number, Value>();

  get(revision: number): Value | undefined {
    const place = revision - this.first;
    const listed = place >= 0 && place < this.listed.length ? this.listed[place] : undefined;
    // Hardly ever is there another.
    return listed ?? (this.others.size === 0 ? undefined : this.others.get(revision));
  }

  has(revision: number): boolean {
    return this.get(revision) !== undefined;
  }

  set(revision: number, value: Value): void {
    if (this.listed.length === 0) {
      this.first = revision;
    }
    const place = revision - this.first;
    if (place < 0 || place > this.listed.length + WIDEST_GAP || this.others.has(revision)) {
      this.others.set(revision, value);
      return;
    }
    while (this.listed.length < place) {
      this.listed.push(undefined);
    }
    this.listed[place] = value;
  }

  /** Ascending but for those that stand apart, which come last. */
  *[Symbol.iterator](): Generator<readonly [number, Value]> {
    for (let i = 0; i < this.listed.length; i += 1) {
      const value = this.listed[i];
      if (value !== undefined) {
        yield [this.first + i, value];
      }
    }
    yield* this.others;
  }

  *keys(): Generator<number> {
    for (const [revision] of this) {
      yield revision;
    }
  }
}
