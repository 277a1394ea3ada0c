import { availableParallelism } from 'node:os';
import type { Argv } from 'yargs';
import { Refusal } from '../../errors/refusal';
import type { Comparison } from '../../gate/comparison/plan';
import { mebibytes } from '../../gate/mebibytes';
import type { Plan } from '../../gate/plan';
import { TRIALS, type TrialName } from '../../journal/comparison-record';
import { TOPOLOGIES, topologyNamed } from '../../topology/catalogue';
import { hasControlPlane } from '../../topology/topology';
import { parseMemory } from './memory';
import { suggestion } from './nearest';
import { once, quoted, wholeNumber } from './once';

const DEFAULTS = {
  topologies: 'colocated-3,colocated-3-all,dedicated-3+3',
  load: TRIALS.join(','),
  nodes: '100',
  pods: '300',
  rounds: '6',
  seconds: '6',
  memory: '6GiB',
} as const;
/** Operations a second of each kind, on each member: what a probe asks and no load. */
const RATE = 20;
/** Of all processors: what is left is for probes, load and proxies. */
const FOR_NODES = 0.75;
const LEAST_CPUS = 0.25;
/** What the programs of a node with a control plane were seen to need (280 + 105 + 100 MiB, and etcd), in bytes. */
const LEAST_MEMORY = 600 * (1 << 20);

/** What is to be compared. */
export interface AskedComparison extends Comparison {
  readonly topologies: readonly string[];
  readonly rounds: number;
  readonly budget: NonNullable<Plan['nodes']>;
}

/** The flags as yargs hands them over. */
type Given = Readonly<Partial<Record<keyof typeof DEFAULTS | 'cpus', unknown>>>;

export const comparisonOptions = <T>(argv: Argv<T>) =>
  argv
    .option('topologies', {
      type: 'string',
      requiresArg: true,
      describe: `two or more that have a control plane (default ${DEFAULTS.topologies})`,
    })
    .option('load', {
      type: 'string',
      requiresArg: true,
      describe: `what each is put through: ${TRIALS.join(', ')} (default all)`,
    })
    .option('nodes', {
      type: 'string',
      requiresArg: true,
      describe: `nodes whose leases are renewed in node-heartbeats (default ${DEFAULTS.nodes})`,
    })
    .option('pods', {
      type: 'string',
      requiresArg: true,
      describe: `pods that stand there all the time, which list-storm lists (default ${DEFAULTS.pods})`,
    })
    .option('rounds', {
      type: 'string',
      requiresArg: true,
      describe: `clusters of each topology; below 6 nothing can be told apart (default ${DEFAULTS.rounds})`,
    })
    .option('seconds', {
      type: 'string',
      requiresArg: true,
      describe: `that count under each load (default ${DEFAULTS.seconds})`,
    })
    .option('cpus', {
      type: 'string',
      requiresArg: true,
      describe: 'cores that all nodes of a cluster together may use (default three quarters of all)',
    })
    .option('memory', {
      type: 'string',
      requiresArg: true,
      describe: `memory that they may use together (default ${DEFAULTS.memory})`,
    });

/** @throws Refusal (usage) */
export function readComparison(given: Given): AskedComparison {
  const text = (flag: keyof typeof DEFAULTS): string => once(flag, given[flag]) ?? DEFAULTS[flag];
  const whole = (flag: keyof typeof DEFAULTS, least: number, most: number): number =>
    wholeNumber(flag, text(flag), least, most);
  const topologies = readTopologies(text('topologies'));
  const budget = {
    cpus: readCpus(once('cpus', given.cpus)),
    memoryBytes: parseMemory('--memory', text('memory')),
  };
  topologies.forEach((name) => requireMemory(name, budget.memoryBytes));
  return {
    ...{ topologies, budget, rate: RATE, trials: readTrials(text('load')) },
    rounds: whole('rounds', 1, 100),
    measureMs: 1000 * whole('seconds', 1, 600),
    nodes: whole('nodes', 1, 5_000),
    pods: whole('pods', 1, 10_000),
  };
}

function readTopologies(text: string): string[] {
  const names = namesIn('topologies', text);
  const known = TOPOLOGIES.filter(hasControlPlane).map(({ name }) => name);
  for (const name of names) {
    if (!hasControlPlane(topologyNamed(name))) {
      throw Refusal.usage(
        `--topologies: ${quoted(name)} has no control plane; those that have one are ${known.join(', ')}`,
      );
    }
  }
  if (names.length < 2) {
    throw Refusal.usage('--topologies needs two or more to compare, with commas between them');
  }
  return names;
}

function readTrials(text: string): TrialName[] {
  return namesIn('load', text).map((name) => {
    const trial = TRIALS.find((one) => one === name);
    if (trial === undefined) {
      throw Refusal.usage(`--load: no load "${quoted(name)}"${suggestion(name, TRIALS)}`);
    }
    return trial;
  });
}

function namesIn(flag: string, text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw Refusal.usage(`--${flag} names ${quoted(twice)} twice; give each once`);
  }
  return names;
}

function readCpus(text: string | undefined): number {
  const cores = availableParallelism();
  if (text === undefined) {
    return FOR_NODES * cores;
  }
  const cpus = /^\d{1,3}(\.\d{1,2})?$/.test(text) ? Number(text) : NaN;
  if (!(cpus >= LEAST_CPUS && cpus <= cores)) {
    throw Refusal.usage(
      `--cpus must be a number from ${LEAST_CPUS} to ${cores}, which this machine has, such as 1.5, not "${quoted(text)}"`,
    );
  }
  return cpus;
}

function requireMemory(name: string, memoryBytes: number): void {
  const { nodes } = topologyNamed(name);
  const least = nodes.length * LEAST_MEMORY;
  if (memoryBytes < least) {
    throw Refusal.usage(
      `--memory ${mebibytes(memoryBytes)} is too little for ${name}: its ${nodes.length} nodes need ${mebibytes(least)} together`,
    );
  }
}
