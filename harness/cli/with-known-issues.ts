import { join } from 'node:path';
import { journalPath } from '../gate/paths';
import type { Plan } from '../gate/plan';
import type { KnownIssue } from '../journal/header';
import { runtimeOf } from '../runtime/runtime';
import { scenarioNamed } from '../scenarios/catalogue';
import { runScenario } from '../track-record/run-scenario';
import type { Surroundings } from './command';
import { makeOut } from './options/out';

type Tried = NonNullable<KnownIssue['tried']>[number];

/**
 * Tries each known issue of the plan's releases that shows every time, in a cluster of its own below OUT, and puts
 * what it showed into the plan, by whose journal it is judged.
 * @throws the signal's reason where it was interrupted
 */
export async function withKnownIssues(plan: Plan, surroundings: Surroundings): Promise<Plan> {
  const knownIssues: KnownIssue[] = [];
  for (const issue of plan.knownIssues ?? []) {
    const tried: Tried[] = [];
    if (scenarioNamed(issue.id).shows === 'every time') {
      for (const version of issue.versions) {
        tried.push(await tryOn(plan, issue.id, version, surroundings));
      }
    }
    knownIssues.push({ ...issue, ...(tried.length === 0 ? {} : { tried }) });
  }
  return { ...plan, knownIssues };
}

async function tryOn(
  plan: Plan,
  id: string,
  version: string,
  { terminal, signal, hurry }: Surroundings,
): Promise<Tried> {
  const out = makeOut(join(plan.out, 'known-issues', `${id}-${version}`));
  const path = version === plan.subject.from ? plan.paths.from : plan.paths.to;
  const { verdict, why } = await runScenario({
    ...{ scenario: scenarioNamed(id), version, seed: plan.seed, out, signal, hurry },
    runtime: runtimeOf(plan.subject),
    found: { programs: plan.programs, paths: { ...plan.paths, from: path, to: path } },
  });
  const words = why ?? 'nothing was found';
  terminal.line(`known issue ${id} on ${version}: ${verdict === 'pass' ? 'does not show' : words}`);
  return { version, verdict, words, journal: journalPath({ out }) };
}
