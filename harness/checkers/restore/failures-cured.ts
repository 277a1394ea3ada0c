import { amount } from '../../result/amount';
import { FAILURE_GROUPS } from '../../journal/restore-record';
import { counted, type Evaluation } from '../evaluation';
import { findingsOf } from '../finding';
import type { History } from '../history';

const finding = findingsOf('failures-cured', 'REST-6');

/** Whether every failure that was provoked went away by its cure. */
export function failuresCured({ told }: History): Evaluation {
  const provoked = told.provoked.map(({ failure }) => failure);
  const harmless = provoked.find(({ usable }) => usable);
  const absent = FAILURE_GROUPS.find((group) => !provoked.some((one) => one.group === group));
  const silent = provoked.filter(({ phase }) => phase === 'Completed').length;
  return counted({
    findings: provoked
      .filter(({ usable, cured }) => !usable && !cured)
      .map(({ case: what, cure, afterwards }) => finding(`${what}: still so after "${cure}": ${afterwards}`)),
    of: `${amount(provoked.length, 'failure')}, of which Velero called ${silent} Completed`,
    missing:
      absent !== undefined
        ? `nothing was provoked by ${absent}`
        : harmless && `${harmless.case} did not come about: ${harmless.cluster}`,
  });
}
