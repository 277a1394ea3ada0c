import { findingsOf, secondsText, type Finding } from './finding';
import type { History } from './history';
import { groupBy } from './grouping';
import { revisionTimes, type RevisionTimes } from './revision-times';
import { beganTooLate, tenuresOf, wasStopped, type Tenure } from './tenure';
import type { Witness } from './witness';

const finding = findingsOf('lock-leased-key', 'LOCK-1');

/** LOCK-1: an ownership key carries its holder's lease, and holders follow each other by create revision. */
export function lockLeasedKey(history: History, witness: Witness): Finding[] {
  const tenures = tenuresOf(history);
  const times = revisionTimes(witness);
  return [
    ...tenures.flatMap((tenure) => withoutLease(tenure, witness)),
    ...[...groupBy(tenures, ({ lock }) => lock).values()].flatMap((queue) =>
      outOfTurn(queue, witness, times),
    ),
  ];
}

function withoutLease({ lock, holder, key, lease }: Tenure, { model, gap }: Witness): Finding[] {
  if (key === undefined || gap !== undefined) {
    return [];
  }
  const states = [...model.changes({ key }, 0, Infinity).keys()].map((revision) => model.get(key, revision));
  const leases = states.flatMap((kv) => (kv === undefined ? [] : [kv.lease]));
  return leases.length === 0 || (lease !== undefined && leases.includes(lease))
    ? []
    : [
        finding(
          `${holder} waits for ${lock} by ${key} and lease ${lease ?? 'none'}, and the key has ` +
            (leases[0] === undefined ? 'no lease' : `lease ${leases[0]}`),
          `holder ${holder}`,
        ),
      ];
}

/** One that was frozen or cut off, or whose key is gone again by then, may tell late that it held. */
function outOfTurn(tenures: readonly Tenure[], witness: Witness, times: RevisionTimes): Finding[] {
  const findings: Finding[] = [];
  let before: Tenure | undefined;
  for (const tenure of tenures.filter(({ holds, create }) => holds !== undefined && create !== undefined)) {
    if (
      before?.create !== undefined &&
      (tenure.create ?? 0) < before.create &&
      !wasStopped(tenure, tenure.holds ?? 0) &&
      !beganTooLate(tenure, witness, times)
    ) {
      findings.push(
        finding(
          `${tenure.holder} (revision ${tenure.create ?? 0}) got ${tenure.lock} at ${secondsText(tenure.holds ?? 0)}, after ` +
            `${before.holder}, who came later (revision ${before.create})`,
          `holder ${before.holder}`,
          `holder ${tenure.holder}`,
        ),
      );
    }
    before = tenure;
  }
  return findings;
}
