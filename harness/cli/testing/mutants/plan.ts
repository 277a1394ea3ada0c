import { thisMachine } from '../../../gate/machine';
import type { Plan } from '../../../gate/plan';
import { DEFAULT_TRAFFIC } from '../../../workload/traffic/catalogue';
import { criteriaOf } from '../../../gate/suite-criteria';
import type { Disguise, Mutant } from '../../../mutants/mutant';

/** What of a plan has been found on the disk. */
export type Found = Pick<Plan, 'programs' | 'paths'>;

/** Milliseconds of traffic after the suites, beside the calm around them. */
const TRAFFIC = 4_000;

/** A short run of three members of one version: all the gate's traffic, no upgrade, no faults. */
export function mutantPlan(
  { name, suites = [], longer = 0, ...disguise }: Disguise | Mutant,
  version: string,
  { seed, out, found }: { readonly seed: number; readonly out: string; readonly found: Found },
): Plan {
  const criteria = [
    ...criteriaOf(suites, { faults: false }),
    ...('kills' in disguise ? [disguise.kills] : []),
  ];
  return {
    command: `npm run mutants -- --only ${name} --seed ${seed}`,
    ...{ seed, out, ...found },
    subject: {
      ...{ from: version, to: version, topology: 'dedicated-3', members: 3 },
      ...{ runtime: 'sandbox', profile: 'quick' },
    },
    machine: thisMachine(),
    ...{ suites: [...suites], steps: false, schedule: [], soak: TRAFFIC + longer, mutant: name },
    traffic: [...DEFAULT_TRAFFIC],
    // Nothing here is judged by a latency, so a late event loop makes nothing doubtful.
    criteria: [...new Set(criteria)].filter((id) => id !== 'harness-lag'),
    ...{ thresholds: {}, notRun: [] },
  };
}
