import { SeenSituations } from './seen';

/**
 * Memory that one key's search hands on to the next. Most keys are small, and to allocate for each anew would take
 * longer than to search it.
 */
export class Workspace {
  readonly seen = new SeenSituations();
  private memory = new Int32Array(1 << 14);
  private taken = 0;

  /** Takes everything back. */
  reset(): void {
    this.taken = 0;
  }

  /** So many zeros, until the next reset. */
  ints(count: number): Int32Array {
    if (this.taken + count > this.memory.length) {
      this.memory = new Int32Array(2 * Math.max(count, this.memory.length));
      this.taken = 0;
    }
    const from = this.taken;
    this.taken += count;
    return this.memory.subarray(from, this.taken).fill(0);
  }
}
