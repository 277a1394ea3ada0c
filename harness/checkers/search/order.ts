import type { Timeline } from './timeline';
import type { Workspace } from './workspace';

/**
 * The operations that the search has put in order so far, kept so that each step and its undoing cost nothing but
 * themselves. The answered ones still without a place form a list by their call.
 */
export class Order {
  /** The first place in `byReturn` whose operation is not in order; all before it are. */
  place = 0;
  readonly done: Int32Array;
  /** Slots of the operations in order that return beyond `place`. */
  readonly slots: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;

  constructor(
    private readonly timeline: Timeline,
    workspace: Workspace,
  ) {
    const n = timeline.answered;
    this.done = workspace.ints(n);
    this.slots = workspace.ints((timeline.slots + 31) >>> 5);
    this.next = workspace.ints(n + 1);
    this.previous = workspace.ints(n + 1);
    for (let i = 0; i <= n; i += 1) {
      this.next[i] = i === n ? 0 : i + 1;
      this.previous[i] = i === 0 ? n : i - 1;
    }
  }

  /** The first operation without a place. */
  first(): number {
    return this.next[this.timeline.answered] as number;
  }

  after(operation: number): number {
    return this.next[operation] as number;
  }

  /** Operations from this one on were called after something returned that is not in order yet. */
  limit(): number {
    return this.timeline.called[this.place] as number;
  }

  put(operation: number): void {
    const { next, previous, done, timeline } = this;
    const before = previous[operation] as number;
    const after = next[operation] as number;
    next[before] = after;
    previous[after] = before;
    done[operation] = 1;
    const { byReturn } = timeline;
    if (operation !== byReturn[this.place]) {
      this.flip(operation);
      return;
    }
    let place = this.place + 1;
    for (; place < timeline.answered && done[byReturn[place] as number] === 1; place += 1) {
      this.flip(byReturn[place] as number);
    }
    this.place = place;
  }

  /** Undoes the last `put`. @param place as it was before that */
  take(operation: number, place: number): void {
    const { next, previous, done, timeline } = this;
    next[previous[operation] as number] = operation;
    previous[next[operation] as number] = operation;
    done[operation] = 0;
    if (operation !== timeline.byReturn[place]) {
      this.flip(operation);
      return;
    }
    for (let i = place + 1; i < this.place; i += 1) {
      this.flip(timeline.byReturn[i] as number);
    }
    this.place = place;
  }

  private flip(operation: number): void {
    const slot = this.timeline.slot[operation] as number;
    this.slots[slot >>> 5] = (this.slots[slot >>> 5] as number) ^ (1 << (slot & 31));
  }
}
