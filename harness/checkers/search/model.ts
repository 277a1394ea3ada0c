/** A state that an operation cannot have been answered in, as it was. */
export const IMPOSSIBLE = -1;

/**
 * A model for the operations of one key, with states and actions as small whole numbers. Equal numbers are equal
 * states (the reverse need not hold), and actions of one number are interchangeable.
 */
export interface Machine {
  readonly initial: number;
  /** By index of the answered operations, and of the unknown ones; `IGNORED` for one that explains nothing. */
  readonly answered: Int32Array;
  readonly unknown: Int32Array;
  /** Whether the action is one that never changes anything, and is right in this state. */
  observes(state: number, action: number): boolean;
  /** The state after one that may change something, or IMPOSSIBLE. May refuse what leads nowhere by the last `aim`. */
  step(state: number, action: number): number;
  /**
   * Whether the search need not go on from here, by what only this model can know. Asked once for each situation,
   * before its steps.
   */
  aim?(state: number, situation: Situation): 'hopeless' | 'open';
  /** Bytes that states have taken so far. */
  bytes(): number;
}

/** An unknown operation that no answer can depend on; the search leaves it out. */
export const IGNORED = -1;

/** What has been put in order so far. */
export interface Situation {
  /** Operations before this place in `byReturn` are all in order; the one at it is not. */
  readonly place: number;
  readonly byReturn: Int32Array;
  /** 1 for each answered operation that is in order. */
  readonly done: Uint8Array;
  /** Whether an unknown operation was given a place; counted without the ignored ones. */
  isUsed(unknown: number): boolean;
}

/** What a key's object does, and how to say it. */
export interface Model<A, U> {
  /** Operations by their call; a model may use `returned` to know what lies ahead. */
  machine(answered: readonly Timed<A>[], unknown: readonly Begun<U>[]): Machine;
  /** "wrote k=8", with the client as its subject. */
  describe(action: A | U, key: string): string;
}

/** What a model may know of an operation. */
export interface Begun<Action> {
  readonly call: number;
  readonly action: Action;
}

export interface Timed<Action> extends Begun<Action> {
  readonly returned: number;
}
