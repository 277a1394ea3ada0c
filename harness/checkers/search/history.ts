/** An operation as its client saw it begin. Times are of one clock, in any unit; equal ones are concurrent. */
export interface Begun<Action> {
  readonly id: string;
  readonly client: number;
  readonly key: string;
  readonly call: number;
  readonly action: Action;
}

/** An operation with its answer, which is part of the action: a read that was answered says what it read. */
export interface Answered<Action> extends Begun<Action> {
  readonly returned: number;
}

/**
 * A history without revisions, to be judged by search. What definitely failed is not in it, nor is what could
 * change nothing and was not answered.
 */
export interface SearchHistory<A, U> {
  readonly answered: readonly Answered<A>[];
  /** May have taken effect at any time after their call, once, or never. */
  readonly unknown: readonly Begun<U>[];
}
