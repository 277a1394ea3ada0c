import { z } from 'zod';
import { Verdict } from '../result/result';
import { issueUrl } from '../scenarios/known-issues';
import type { Scenario } from '../scenarios/scenario';
import type { Shown } from './run-scenario';

/** One run of a scenario, as `--json` tells it. */
const Run = z.strictObject({
  version: z.string(),
  verdict: Verdict,
  /** Seconds from the start of the cluster to the verdict. */
  seconds: z.number(),
  /** The first finding, or why the run is inconclusive; null where it passed. */
  finding: z.string().nullable(),
  out: z.string(),
});

/** What the track record says of one known bug. */
export const Entry = z.strictObject({
  id: z.string(),
  issue: z.string(),
  title: z.string(),
  affected: z.string(),
  /** The release in which the same scenario has to pass; null where no release has a fix. */
  fixed: z.string().nullable(),
  verdict: z.enum(['caught', 'not caught', 'inconclusive']),
  /** Which checker caught it. */
  checker: z.string().nullable(),
  /** Over all attempts on the affected release. */
  seconds: z.number(),
  /** Null where there is no release to pass, or it was not run. */
  fixedPasses: z.boolean().nullable(),
  attempts: z.int().positive(),
  runs: z.array(Run),
});
export type Entry = z.infer<typeof Entry>;

/**
 * @param affected every attempt on the affected release, the last one being the one that showed it if any did
 * @param fixed the run on the fixed release, if there is one
 */
export function entryOf(scenario: Scenario, affected: readonly Shown[], fixed: Shown | undefined): Entry {
  const { id, title, versions } = scenario;
  const caught = affected.find(({ verdict }) => verdict === 'fail');
  return {
    ...{ id, title, affected: scenario.affected, issue: issueUrl(id) },
    fixed: versions.fixed ?? null,
    verdict:
      caught !== undefined
        ? 'caught'
        : affected.some(({ verdict }) => verdict === 'pass')
          ? 'not caught'
          : 'inconclusive',
    checker: caught?.finding?.checker ?? null,
    seconds: affected.reduce((sum, { seconds }) => sum + seconds, 0),
    fixedPasses: fixed === undefined ? null : fixed.verdict === 'pass',
    attempts: affected.length,
    runs: [...affected, ...(fixed === undefined ? [] : [fixed])].map(
      ({ version, verdict, seconds, why, out }) => ({ version, verdict, seconds, finding: why ?? null, out }),
    ),
  };
}
