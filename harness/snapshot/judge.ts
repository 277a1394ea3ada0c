import { ExitCode } from '../errors/exit-code';
import { alarms } from './checks/alarms';
import { auth } from './checks/auth';
import type { Check, Finding } from './checks/check';
import { agreement, keys, revision } from './checks/content';
import { kubernetes } from './checks/kubernetes';
import { leases } from './checks/leases';
import { membership } from './checks/membership';
import { quota } from './checks/quota';
import { restored, serves, writes } from './checks/served';
import { versions } from './checks/versions';
import { hash, whole } from './checks/whole';
import type { Facts } from './facts';

/** In the order in which an operator asks. */
export const CHECKS: readonly Check[] = [
  ...[hash, whole, restored, serves, revision, keys, agreement, writes],
  ...[leases, auth, alarms, quota, membership, versions, kubernetes],
];

export const VERDICTS = ['usable', 'usable with warnings', 'not usable', 'undecided'] as const;
export type SnapshotVerdict = (typeof VERDICTS)[number];

/** Every check that arises, from the facts alone. */
export function judge(facts: Facts): Finding[] {
  return CHECKS.flatMap(({ id, title, judge: question }) => {
    const judgement = question(facts);
    return judgement === undefined ? [] : [{ id, title, ...judgement }];
  });
}

/** The worst of the findings; what is bad is bad, whatever could not be looked at beside it. */
export function verdictOf(findings: readonly Finding[]): SnapshotVerdict {
  const has = (verdict: Finding['verdict']) => findings.some((one) => one.verdict === verdict);
  if (has('bad')) {
    return 'not usable';
  }
  if (has('open')) {
    return 'undecided';
  }
  return has('warning') ? 'usable with warnings' : 'usable';
}

export const exitCodeOf = (verdict: SnapshotVerdict): ExitCode =>
  ({
    usable: ExitCode.pass,
    'usable with warnings': ExitCode.pass,
    'not usable': ExitCode.fail,
    undecided: ExitCode.inconclusive,
  })[verdict];
