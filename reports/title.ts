import type { Subject } from '../harness/journal/header';
import { amount } from '../harness/result/amount';
import type { Result } from '../harness/result/result';
import { printable } from './printable';

/** What was tested, in a line: "etcd 3.5.35 → 3.6.16, 3 members (dedicated-3, sandbox), profile quick, seed 7". */
export const title = ({ subject, seed }: Result): string =>
  subject === null
    ? 'etcd-assay'
    : printable(`${describeSubject(subject)}${seed === null ? '' : `, seed ${seed}`}`, 400);

/** What a run is about, for its first line and for the title of every report. */
export function describeSubject(subject: Subject): string {
  const { members, topology, runtime, profile } = subject;
  return `${tested(subject)}, ${amount(members, 'member')} (${topology}, ${runtime}), profile ${profile}`;
}

/** Equal versions are a suite's own version, or those of a rolling restart. */
function tested({ from, to, suites = [] }: Subject): string {
  if (suites.length > 0) {
    return `${suites.length === 1 ? 'suite' : 'suites'} ${suites.join(', ')} against etcd ${to}`;
  }
  return from === to ? `etcd ${to}, rolling restart` : `etcd ${from} → ${to}`;
}

/** What nobody may overlook about this result: a broken-on-purpose cluster, and programs of the user's own. */
export function stamps({ sabotage, programs }: Result): string[] {
  return [
    ...(sabotage === null ? [] : [`SABOTAGED: ${sabotage}`]),
    ...programs
      .filter((program) => program.source === 'own')
      .map(
        ({ name, version, sha256, says }) =>
          `own build: ${name} ${version}, sha256 ${sha256}, says "${says.trim().replaceAll(/\s*\n\s*/g, ', ')}"`,
      ),
  ].map((stamp) => printable(stamp, 600));
}
