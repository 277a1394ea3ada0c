import { join } from 'node:path';
import { ExitCode } from '../errors/exit-code';
import { enterGate } from '../gate/enter-gate';
import { judgeApart } from '../gate/judge-apart';
import { thisMachine } from '../gate/machine';
import { journalPath } from '../gate/paths';
import type { Plan } from '../gate/plan';
import { removeData } from '../gate/remove-data';
import type { Finding, Verdict } from '../result/result';
import type { RuntimeName } from '../runtime/runtime';
import type { Scenario } from '../scenarios/scenario';

/** What of a plan has been found on the disk. */
export type Found = Pick<Plan, 'programs' | 'paths'>;

export interface Attempt {
  readonly scenario: Scenario;
  readonly version: string;
  readonly seed: number;
  readonly runtime: RuntimeName;
  readonly found: Found;
  /** The run's own folder, made already. */
  readonly out: string;
  readonly signal: AbortSignal;
  readonly hurry?: AbortSignal | undefined;
}

/** What one run of a scenario showed. */
export interface Shown {
  readonly version: string;
  readonly verdict: Verdict;
  /** The first thing that a checker found, where one did. */
  readonly finding: Finding | undefined;
  /** Of the run, until it was judged. */
  readonly seconds: number;
  /** Why the verdict is not a pass. */
  readonly why: string | undefined;
  readonly out: string;
}

/**
 * Runs a scenario once, and judges it from its journal alone, which is all that anybody has who checks it later.
 * @throws the signal's reason where it was interrupted; Error where the harness itself failed
 */
export async function runScenario(attempt: Attempt): Promise<Shown> {
  const { version, out, signal, hurry } = attempt;
  const plan = planOf(attempt);
  const begun = performance.now();
  const ended = await enterGate({ plan, show: () => undefined, signal, hurry });
  const seconds = (performance.now() - begun) / 1000;
  // The journal has it all; data that a known bug has broken is no evidence of anything new.
  await removeData({ out });
  signal.throwIfAborted();
  if (ended.as === 'refused') {
    if (ended.exitCode === ExitCode.harness) {
      throw new Error(`scenario ${attempt.scenario.id} on ${version}: ${ended.message}`);
    }
    return { ...{ version, seconds, out }, verdict: 'inconclusive', finding: undefined, why: ended.message };
  }
  const { verdict, findings, criteria, error } = await judgeApart({ run: journalPath(plan) }, signal);
  const open = criteria.find((criterion) => criterion.verdict === 'inconclusive');
  return {
    ...{ version, verdict, seconds, out },
    finding: findings[0],
    why: findings[0]?.message ?? error ?? (open && `${open.id}: ${open.evidence}`),
  };
}

/** A scenario as a plan, which is all that is known inside the sandbox. */
export function planOf({ scenario, version, seed, runtime, found, out }: Attempt): Plan {
  const { id, members, criteria } = scenario;
  return {
    command: `npx etcd-assay calibrate --only ${id} --seed ${seed}${runtime === 'sandbox' ? '' : ` --runtime ${runtime}`}`,
    ...{ seed, out, ...found },
    subject: {
      ...{ from: version, to: version, topology: `dedicated-${members}`, members },
      ...{ runtime, profile: 'scenario' },
    },
    machine: thisMachine(),
    ...{ suites: [], steps: false, schedule: [], soak: 0, traffic: [] },
    ...{ criteria: [...criteria], thresholds: {}, notRun: [], scenario: id },
  };
}

export const folderOf = (out: string, scenario: Scenario, version: string, attempt: number): string =>
  join(out, scenario.id, `${version}-${attempt}`);
