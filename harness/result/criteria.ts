/** How a claim is judged: one figure against one threshold, with where the threshold comes from. */
export interface Criterion {
  readonly id: string;
  /** Claim id, or "run" for a condition that the run itself must meet (never `fail`, only inconclusive). */
  readonly claim: string;
  readonly title: string;
  readonly unit: string;
  /** Passes while measured <= threshold ("most") or measured >= threshold ("least"). */
  readonly bound: 'most' | 'least';
  readonly threshold: number;
  readonly meaning: string;
  readonly source: string;
  /** What to do when it does not pass. */
  readonly advice: string;
}

export const CRITERIA: readonly Criterion[] = [];
