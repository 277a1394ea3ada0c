import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison } from '../gate/comparison/plan';
import { enterGate, type Ended } from '../gate/enter-gate';
import { thisMachine } from '../gate/machine';
import type { Plan } from '../gate/plan';
import { readResult } from '../gate/read-result';
import { removeData } from '../gate/remove-data';
import { criteriaOf, placementCriteria } from '../gate/suite-criteria';
import { isLoss } from '../journal/comparison-record';
import type { ProgressEvent } from '../progress/event';
import type { Result } from '../result/result';
import { topologyNamed } from '../topology/catalogue';
import { memberNodes } from '../topology/topology';
import type { Turn } from './rounds';

/** What all clusters of a comparison have in common. */
export interface ComparisonSubject extends Omit<Comparison, 'trials'> {
  readonly version: string;
  readonly kubernetes: string;
  readonly seed: number;
  readonly command: string;
  /** Over all nodes of a cluster, whatever its topology. */
  readonly budget: NonNullable<Plan['nodes']>;
  readonly found: Pick<Plan, 'programs' | 'paths'>;
  /** Bounds of the operator, by criterion. */
  readonly thresholds: Plan['thresholds'];
}

export interface TurnRun {
  readonly subject: ComparisonSubject;
  /** The comparison's own folder. */
  readonly folder: string;
  readonly show: (event: ProgressEvent) => void;
  readonly signal: AbortSignal;
  readonly hurry?: AbortSignal | undefined;
}

/** @returns what its journal shows, as the process inside has judged it; why not where it could not */
export async function runTurn(turn: Turn, run: TurnRun): Promise<Result | Extract<Ended, { as: 'refused' }>> {
  const { folder, show, signal, hurry } = run;
  const out = join(folder, `${turn.topology}-${turn.round}`);
  mkdirSync(out);
  const ended = await enterGate({ plan: planOf(turn, run.subject, out), show, signal, hurry });
  await removeData({ out });
  return ended.as === 'refused' ? ended : readResult({ out });
}

function planOf({ topology, trials }: Turn, subject: ComparisonSubject, out: string): Plan {
  const { version, kubernetes, seed, command, budget, found, measureMs, rate, nodes, pods } = subject;
  const { thresholds } = subject;
  const members = memberNodes(topologyNamed(topology).nodes).length;
  return {
    ...{ command, seed, out, ...found },
    subject: {
      ...{ from: version, to: version, kubernetes, topology, members },
      ...{ runtime: 'sandbox', profile: 'compare' },
    },
    machine: thisMachine(),
    nodes: budget,
    comparison: { trials: [...trials], measureMs, rate, nodes, pods },
    ...{ suites: [], steps: false, schedule: [], soak: 0, traffic: [] },
    ...{ criteria: criteriaOfTurn({ topology, trials }), thresholds, notRun: [] },
  };
}

/** What any run is judged by, and where programs were to run; and where something is lost, whether it was. */
const criteriaOfTurn = ({ topology, trials }: Pick<Turn, 'topology' | 'trials'>): string[] => [
  ...criteriaOf([], { faults: false, traffic: [] }),
  ...placementCriteria(topologyNamed(topology)),
  ...(trials.some(isLoss) ? ['faults-proven'] : []),
];
