import { IGNORED } from './model';

/**
 * The unknown operations of one key, those left out that explain nothing. Of interchangeable ones the earlier is used
 * first: to use the later instead would be the same again.
 */
export class Unknowns {
  /** Of those kept: index in the history, action. */
  readonly index: Int32Array;
  readonly action: Int32Array;
  readonly used: Int32Array;
  /** For each place: how many of those kept were called by then. */
  readonly called: Int32Array;
  /** The one of the same action before, or -1. */
  private readonly twin: Int32Array;

  constructor(actions: Int32Array, calledByPlace: Int32Array) {
    const kept: number[] = [];
    const keptBefore = new Int32Array(actions.length + 1);
    actions.forEach((action, i) => {
      keptBefore[i] = kept.length;
      if (action !== IGNORED) {
        kept.push(i);
      }
    });
    keptBefore[actions.length] = kept.length;
    this.index = Int32Array.from(kept);
    this.action = this.index.map((i) => actions[i] as number);
    this.called = calledByPlace.map((count) => keptBefore[count] as number);
    this.used = new Int32Array((kept.length + 31) >>> 5);
    const last = new Map<number, number>();
    this.twin = this.action.map((action, i) => {
      const twin = last.get(action) ?? -1;
      last.set(action, i);
      return twin;
    });
  }

  /** Whether this one may be used next. */
  isFree(unknown: number): boolean {
    const twin = this.twin[unknown] as number;
    return !this.isUsed(unknown) && (twin < 0 || this.isUsed(twin));
  }

  isUsed(unknown: number): boolean {
    return (((this.used[unknown >>> 5] as number) >>> (unknown & 31)) & 1) === 1;
  }

  flip(unknown: number): void {
    this.used[unknown >>> 5] = (this.used[unknown >>> 5] as number) ^ (1 << (unknown & 31));
  }
}
