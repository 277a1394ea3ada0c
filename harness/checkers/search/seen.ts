const FEWEST_BUCKETS = 64;

/**
 * Situations that the search has been in: how far it was, the state, which answered operations beyond that were in
 * order, and which unknown ones were used. All of it is stored and compared, so that no two are ever mixed up.
 *
 * One that was seen with fewer unknown operations used could do all that this one can, so this one counts as seen.
 */
export class SeenSituations {
  private slotWords = 0;
  private stride = 3;
  private entries = new Int32Array(1 << 12);
  private heads = new Int32Array(FEWEST_BUCKETS);
  private buckets = FEWEST_BUCKETS;
  private count = 0;

  /**
   * Forgets everything.
   * @param slotWords words of the set of answered operations, @param unknownWords of that of unknown ones
   */
  reset(slotWords: number, unknownWords: number): void {
    this.slotWords = slotWords;
    this.stride = 3 + slotWords + unknownWords;
    this.count = 0;
    this.buckets = FEWEST_BUCKETS;
    this.heads.fill(-1, 0, FEWEST_BUCKETS);
  }

  get bytes(): number {
    return 4 * (this.entries.length + this.heads.length);
  }

  /** Whether this situation, or one that could do more, is known; if not, it is from now on. */
  visit(place: number, state: number, slots: Int32Array, used: Int32Array): boolean {
    const hash = this.hash(place, state, slots, 0);
    const bucket = hash & (this.buckets - 1);
    for (let at = this.heads[bucket] as number; at >= 0; at = this.entries[at] as number) {
      if (this.covers(at, place, state, slots, used)) {
        return true;
      }
    }
    this.add(bucket, place, state, slots, used);
    return false;
  }

  private covers(at: number, place: number, state: number, slots: Int32Array, used: Int32Array): boolean {
    const { entries } = this;
    if (entries[at + 1] !== place || entries[at + 2] !== state) {
      return false;
    }
    let from = at + 3;
    for (let i = 0; i < slots.length; i += 1) {
      if (entries[from + i] !== slots[i]) {
        return false;
      }
    }
    from += slots.length;
    for (let i = 0; i < used.length; i += 1) {
      if (((entries[from + i] as number) & ~(used[i] as number)) !== 0) {
        return false;
      }
    }
    return true;
  }

  private add(bucket: number, place: number, state: number, slots: Int32Array, used: Int32Array): void {
    const at = this.count * this.stride;
    if (at + this.stride > this.entries.length) {
      const larger = new Int32Array(2 * this.entries.length + this.stride);
      larger.set(this.entries);
      this.entries = larger;
    }
    const { entries } = this;
    entries[at] = this.heads[bucket] as number;
    entries[at + 1] = place;
    entries[at + 2] = state;
    let to = at + 3;
    for (let i = 0; i < slots.length; i += 1) {
      entries[to++] = slots[i] as number;
    }
    for (let i = 0; i < used.length; i += 1) {
      entries[to++] = used[i] as number;
    }
    this.heads[bucket] = at;
    this.count += 1;
    if (this.count === this.buckets) {
      this.spread();
    }
  }

  /** Twice as many buckets, so that each holds one situation or so. */
  private spread(): void {
    const { entries, stride, count } = this;
    this.buckets *= 2;
    if (this.buckets > this.heads.length) {
      this.heads = new Int32Array(this.buckets);
    }
    const heads = this.heads.fill(-1, 0, this.buckets);
    for (let at = 0; at < count * stride; at += stride) {
      const hash = this.hash(entries[at + 1] as number, entries[at + 2] as number, entries, at + 3);
      const bucket = hash & (this.buckets - 1);
      entries[at] = heads[bucket] as number;
      heads[bucket] = at;
    }
  }

  private hash(place: number, state: number, words: Int32Array, from: number): number {
    let hash = Math.imul(place, 0x9e3779b1) ^ Math.imul(state, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    for (let i = 0; i < this.slotWords; i += 1) {
      hash = Math.imul(hash ^ (words[from + i] as number), 0x297a2d39);
      hash ^= hash >>> 15;
    }
    return hash ^ (hash >>> 13);
  }
}
