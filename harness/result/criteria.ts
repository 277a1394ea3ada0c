import { cas } from './criteria/cas';
import { consistency } from './criteria/consistency';
import type { Criterion, CriterionData } from './criteria/criterion';
import { kubernetes } from './criteria/kubernetes';
import { latency } from './criteria/latency';
import { locks } from './criteria/locks';
import { restore } from './criteria/restore';
import { run } from './criteria/run';
import { topology } from './criteria/topology';
import { upgrade } from './criteria/upgrade';
import { CRITERION_IDS, type CriterionId } from './criterion-id';

export type { Criterion } from './criteria/criterion';

/** Typed so that a criterion without its data, or data without a criterion, does not compile. */
const DATA: { readonly [Id in CriterionId]: CriterionData } = {
  ...consistency,
  ...upgrade,
  ...cas,
  ...locks,
  ...kubernetes,
  ...topology,
  ...latency,
  ...restore,
  ...run,
};

/** Every criterion, in the order in which tables show them. */
export const CRITERIA: readonly Criterion[] = CRITERION_IDS.map((id) => ({ id, ...DATA[id] }));

/** The criterion with this id. */
export const criterionOf = (id: CriterionId): Criterion => ({ id, ...DATA[id] });
