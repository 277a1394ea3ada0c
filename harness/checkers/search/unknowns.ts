import { IGNORED } from './model';
import type { Workspace } from './workspace';

/**
 * The unknown operations of one key, those left out that explain nothing. Of interchangeable ones the earlier is used
 * first: to use the later instead would be the same again.
 */
export class Unknowns {
  readonly count: number;
  /** Of those kept: index in the history, action. */
  readonly index: Int32Array;
  readonly action: Int32Array;
  readonly used: Int32Array;
  /** For each place: how many of those kept were called by then. */
  readonly called: Int32Array;
  /** The one of the same action before, or -1. */
  private readonly twin: Int32Array;

  constructor(actions: readonly number[], calledByPlace: Int32Array, workspace: Workspace) {
    const most = actions.length;
    const keptBefore = workspace.ints(most + 1);
    const [index, action, twin] = [workspace.ints(most), workspace.ints(most), workspace.ints(most)];
    const last = new Map<number, number>();
    let kept = 0;
    for (let i = 0; i < most; i += 1) {
      keptBefore[i] = kept;
      const code = actions[i] as number;
      if (code !== IGNORED) {
        index[kept] = i;
        action[kept] = code;
        twin[kept] = last.get(code) ?? -1;
        last.set(code, kept);
        kept += 1;
      }
    }
    keptBefore[most] = kept;
    this.count = kept;
    this.index = index;
    this.action = action;
    this.twin = twin;
    this.used = workspace.ints((kept + 31) >>> 5);
    this.called = workspace.ints(calledByPlace.length);
    for (let place = 0; place < calledByPlace.length; place += 1) {
      this.called[place] = keptBefore[calledByPlace[place] as number] as number;
    }
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
