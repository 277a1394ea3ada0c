/** How a program ended: `code` and `signal` exclude each other. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** `stopped`: no process of the program's tree runs until it is let run on. `gone`: none is left but zombies. */
export type TreeState = 'running' | 'stopped' | 'gone';

/** What a program has used of the machine, by the living processes of its tree. */
export interface ProgramUsage {
  /** User and system time, with that of children that have ended and were waited for. */
  readonly cpuSeconds: number;
  /**
   * For how long its threads could have run, and did not, since others ran or the node's quota was used up: summed over those
   * that live, so a thread that ends takes its time along, and each by itself. Undefined where the kernel does not count it.
   */
  readonly waitedSeconds: number | undefined;
  /** Memory that is held now; pages that two processes share are counted twice. */
  readonly rssBytes: number;
  /** What it caused to be written to disks; undefined where that may not be read. */
  readonly writtenBytes: number | undefined;
}

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
  /** Until now; undefined where it is gone, and of containers, which only their engine could be asked about. */
  usage(): Promise<ProgramUsage | undefined>;
}
