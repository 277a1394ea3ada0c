import type { Result } from '../harness/result/result';
import { printable } from './printable';

/** What was tested, in a line: "etcd 3.5.35 → 3.6.16, 3 members (dedicated-3, sandbox), quick, seed 7". */
export function title({ subject, seed }: Result): string {
  if (subject === null) {
    return 'etcd-assay';
  }
  const { from, to, members, topology, runtime, profile } = subject;
  const versions = from === to ? from : `${from} → ${to}`;
  return printable(
    `etcd ${versions}, ${members} members (${topology}, ${runtime}), ${profile}` +
      (seed === null ? '' : `, seed ${seed}`),
    400,
  );
}

/** What nobody may overlook about this result: a broken-on-purpose cluster, and programs of the user's own. */
export function stamps({ sabotage, programs }: Result): string[] {
  return [
    ...(sabotage === null ? [] : [`SABOTAGED: ${sabotage}`]),
    ...programs
      .filter((program) => program.source === 'own')
      .map(
        ({ name, version, sha256, says }) =>
          `own build: ${name}@${version}, sha256 ${sha256}, says "${says.trim().replaceAll(/\s*\n\s*/g, ', ')}"`,
      ),
  ].map((stamp) => printable(stamp, 600));
}
