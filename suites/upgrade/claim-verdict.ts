import type { CriterionId } from '../../harness/result/criterion-id';
import type { Judgement } from '../../harness/result/result';
import { Unanswered } from '../unanswered';
import { Violated } from '../violated';

/**
 * Holds a claim against the criteria that judge it.
 * @throws Violated with the first finding's words where one fails; Unanswered where one could not be decided
 */
export function uphold({ criteria, findings }: Judgement, ids: readonly CriterionId[]): void {
  const judged = ids.map((id) => criteria.find((criterion) => criterion.id === id));
  const failed = judged.find((criterion) => criterion?.verdict === 'fail');
  if (failed !== undefined) {
    const finding = findings.find(({ checker, claim }) => checker === failed.id && claim === failed.claim);
    throw new Violated(finding?.message ?? `${failed.id}: ${failed.evidence}`);
  }
  for (const [index, criterion] of judged.entries()) {
    if (criterion?.verdict !== 'pass') {
      throw new Unanswered(`${String(ids[index])}: ${criterion?.evidence ?? 'was not judged'}`);
    }
  }
}
