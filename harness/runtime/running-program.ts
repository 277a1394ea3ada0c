/** How a program ended: `code` and `signal` exclude each other. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** `stopped`: every process of the program's tree is in state T. `gone`: none is left but zombies. */
export type TreeState = 'running' | 'stopped' | 'gone';

/** A program on a node, with all processes that it started itself. */
export interface RunningProgram {
  readonly name: string;
  readonly pid: number;
  /** Path of what it printed, standard output and error together. */
  readonly log: string;
  /** Settles when the program's first process has ended. */
  readonly exited: Promise<Exit>;
  /** The state of the whole tree, as the kernel tells it. */
  state(): TreeState;
  /** Sends a signal to every process of the tree; returns at once. */
  signal(name: NodeJS.Signals): void;
}
