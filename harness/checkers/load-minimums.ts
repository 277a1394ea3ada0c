/** The least that must have been answered of each kind of work, and been shown of events. */
export interface Least {
  readonly operations: number;
  readonly events: number;
}

/**
 * How much is enough. Modest on purpose: they show that a kind of work took place at all, not how fast. A member is
 * down for a part of its own step and out of reach during a fault, so there all members count together.
 */
export const MINIMUMS = {
  /** Through each member in a phase in which nothing restarts. */
  memberAndPhase: { operations: 5, events: 10 },
  step: { operations: 1, events: 10 },
  /** Begun and answered while a fault that leaves a quorum lasted. */
  fault: { operations: 1, events: 10 },
  /** Begun while such a fault lasted, and acknowledged once it was proven. */
  writesOnceProven: 5,
} as const satisfies Readonly<Record<string, Least | number>>;

/** Phases whose traffic is counted; `start` and `finish` hold none. */
export const isQuiet = (phase: string): boolean =>
  phase === 'from' || phase === 'to' || /^(mixed|soak)-\d+$/.test(phase);
export const isStep = (phase: string): boolean => /^step-\d+$/.test(phase);
