import { z } from 'zod';
import { ExitCode } from '../errors/exit-code';
import { Finding } from './checks/check';
import { Facts } from './facts';
import { exitCodeOf, judge, VERDICTS, verdictOf } from './judge';

/** result.json of `etcd-assay verify-snapshot`. */
export const SnapshotReport = z.object({
  schema: z.literal('etcd-assay/verify-snapshot/1'),
  verdict: z.enum(VERDICTS),
  exitCode: z.literal(Object.values(ExitCode)),
  /** As the user named it. */
  file: z.string(),
  checks: z.array(Finding),
  /** What the checks were made from. */
  facts: Facts,
});
export type SnapshotReport = z.infer<typeof SnapshotReport>;

export function reportOf(file: string, facts: Facts): SnapshotReport {
  const checks = judge(facts);
  const verdict = verdictOf(checks);
  return {
    schema: 'etcd-assay/verify-snapshot/1',
    ...{ verdict, exitCode: exitCodeOf(verdict), file, checks, facts },
  };
}
