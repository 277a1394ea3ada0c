import type { Part } from './part';

/** A state that an operation cannot have been answered in, as it was. */
export const IMPOSSIBLE = -1;

/**
 * A model for the operations of one key, with states and actions as small whole numbers. Equal numbers are equal
 * states (the reverse need not hold). The action of an answered operation is the operation's own number; unknown ones
 * of one action are interchangeable.
 */
export interface Machine {
  readonly initial: number;
  /** For each unknown operation its action, or `IGNORED` if it explains nothing. */
  readonly unknown: readonly number[];
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
  readonly done: Int32Array;
  /** Whether an unknown operation was given a place; counted without the ignored ones. */
  isUsed(unknown: number): boolean;
}

/** What a key's object does, and how to say it. */
export interface Model<A, U> {
  machine(part: Part<A, U>): Machine;
  /** "wrote k=8", with the client as its subject. */
  describe(action: A | U, key: string): string;
  /** What it may have done if its answer is not believed; undefined for what only looks. */
  withoutAnswer(action: A): U | undefined;
  /** What the action must have found, where one value is all that matters. */
  need?(action: A): Need<A | U> | undefined;
}

interface Need<Action> {
  readonly value: string;
  /** How it comes about, as in "wrote". */
  readonly verb: string;
  isMetBy(action: Action): boolean;
}
