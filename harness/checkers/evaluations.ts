import type { CriterionId } from '../result/criterion-id';
import { consistencyEvaluations } from './evaluate-consistency';
import { runEvaluations } from './evaluate-run';
import { suiteEvaluations } from './evaluate-suites';
import { upgradeEvaluations } from './evaluate-upgrade';
import type { Evaluation, Evidence } from './evaluation';

export interface Evaluator {
  /** Claim id, or "run". */
  readonly claim: string;
  /** Of the measured value and the threshold. */
  readonly unit: string;
  /** Where the header names no threshold; null where there is none to assume. */
  readonly threshold: number | null;
  readonly evaluate: (evidence: Evidence) => Evaluation;
}

/** Typed so that a criterion that nothing judges does not compile. */
export const EVALUATIONS: { readonly [Id in CriterionId]: Evaluator } = {
  ...consistencyEvaluations,
  ...upgradeEvaluations,
  ...suiteEvaluations,
  ...runEvaluations,
};

export const isCriterionId = (id: string): id is CriterionId => Object.hasOwn(EVALUATIONS, id);
