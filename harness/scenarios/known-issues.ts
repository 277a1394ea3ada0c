import type { KnownIssue } from '../journal/header';
import { SCENARIOS } from './catalogue';
import type { Scenario } from './scenario';

/** Bugs without a fix in these releases, each with a scenario that brings it up in a cluster of its own. */
export function knownIssuesOf(versions: readonly string[]): KnownIssue[] {
  return SCENARIOS.flatMap((scenario) => {
    const affected = [...new Set(versions)].filter((version) => hasUnfixed(scenario, version));
    const { id, title } = scenario;
    return affected.length === 0
      ? []
      : [
          {
            id,
            issue: issueUrl(id),
            title,
            versions: affected,
            command: `npx etcd-assay calibrate --only ${id}`,
          },
        ];
  });
}

/** Whether a release is of a minor version in which the bug never got a fix. */
export const hasUnfixed = ({ unfixedIn = [] }: Scenario, version: string): boolean =>
  unfixedIn.some((minor) => version.startsWith(`${minor}.`));

export const issueUrl = (id: string): string => `https://github.com/etcd-io/etcd/issues/${id}`;
