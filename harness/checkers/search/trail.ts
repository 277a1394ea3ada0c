import type { Workspace } from './workspace';

/** The steps taken, the last one on top, each with what it takes to undo it. */
export class Trail {
  length = 0;
  /** An answered operation's number, or ~ that of an unknown one. */
  readonly operation: Int32Array;
  /** State and place before the step. */
  readonly state: Int32Array;
  readonly place: Int32Array;
  /** 1 where there was no choice. */
  readonly forced: Int32Array;

  constructor(most: number, workspace: Workspace) {
    this.operation = workspace.ints(most);
    this.state = workspace.ints(most);
    this.place = workspace.ints(most);
    this.forced = workspace.ints(most);
  }

  push(operation: number, state: number, place: number, forced: 0 | 1): void {
    const at = this.length;
    this.operation[at] = operation;
    this.state[at] = state;
    this.place[at] = place;
    this.forced[at] = forced;
    this.length = at + 1;
  }
}
