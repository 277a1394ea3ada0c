/** How a program ended: `code` and `signal` exclude each other. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** `stopped`: no process of the program's tree runs until it is let run on. `gone`: none is left but zombies. */
export type TreeState = 'running' | 'stopped' | 'gone';

/** A program on a node, with all processes that it started itself. */
export interface RunningProgram {
  readonly name: string;
  /** In words what the kernel or the engine knows it by: "process tree 1234". */
  readonly id: string;
  /** Path of what it printed, standard output and error together. */
  readonly log: string;
  /** Settles when the program's first process has ended. */
  readonly exited: Promise<Exit>;
  /** The state of the whole tree, as the kernel or the engine tells it. */
  state(): Promise<TreeState>;
  /** Sends a signal to every process of the tree; settles when it is sent, not when it has worked. */
  signal(name: NodeJS.Signals): Promise<void>;
}
