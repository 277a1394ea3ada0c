import type { CriterionId } from '../result/criterion-id';
import { consistencyEvaluations } from './evaluate-consistency';
import { kubernetesEvaluations } from './evaluate-kubernetes';
import { latencyEvaluations } from './evaluate-latency';
import { restoreEvaluations } from './evaluate-restore';
import { runEvaluations } from './evaluate-run';
import { suiteEvaluations } from './evaluate-suites';
import { upgradeEvaluations } from './evaluate-upgrade';
import type { Evaluation, Evidence } from './evaluation';

interface Evaluator {
  readonly evaluate: (evidence: Evidence) => Evaluation;
}

/** Typed so that a criterion that nothing judges does not compile. */
export const EVALUATIONS: { readonly [Id in CriterionId]: Evaluator } = {
  ...consistencyEvaluations,
  ...upgradeEvaluations,
  ...suiteEvaluations,
  ...kubernetesEvaluations,
  ...latencyEvaluations,
  ...restoreEvaluations,
  ...runEvaluations,
};

export const isCriterionId = (id: string): id is CriterionId => Object.hasOwn(EVALUATIONS, id);
