import { randomInt } from 'node:crypto';
import type { Argv } from 'yargs';
import { Refusal } from '../../errors/refusal';
import { configOption } from './config';
import { MEMBERS, RUNTIMES, type Config } from './config-schema';
import { suggestion } from './nearest';
import { once, quoted, wholeNumber } from './once';
import { defaultOut } from './out';

type Runtime = (typeof RUNTIMES)[number];

/** What every command that runs a cluster has to know. */
export interface ClusterOptions {
  /** Name of the topology, such as "dedicated-3"; whether there is one of that name is not checked here. */
  readonly topology: string;
  readonly runtime: Runtime;
  readonly seed: number;
  /** Folder for the results, as given or by default; `checkOut` and `makeOut` see to it. */
  readonly out: string;
}

/** The flags as yargs hands them over, unchecked; `members` only where the command has that flag. */
export interface ClusterFlags {
  readonly topology?: unknown;
  readonly members?: unknown;
  readonly runtime?: unknown;
  readonly seed?: unknown;
  readonly out?: unknown;
}

export const clusterOptions = <T>(argv: Argv<T>) =>
  configOption(argv)
    .option('topology', {
      type: 'string',
      requiresArg: true,
      describe: 'topology of the cluster (default dedicated-3)',
    })
    .option('runtime', {
      type: 'string',
      requiresArg: true,
      describe: `what nodes are made of: ${RUNTIMES.join(' or ')} (default auto)`,
    })
    .option('seed', {
      type: 'string',
      requiresArg: true,
      describe: 'of every random choice, a whole number (default random)',
    })
    .option('out', {
      type: 'string',
      requiresArg: true,
      describe: 'empty or new folder for the results (default ./etcd-assay-runs/<time>-<seed>)',
    });

export const membersOption = <T>(argv: Argv<T>) =>
  argv.option('members', {
    type: 'string',
    requiresArg: true,
    describe: `short for --topology dedicated-N: ${MEMBERS.join(', ')}`,
  });

/** The options with flags over file over defaults. */
export function readClusterOptions(
  flags: ClusterFlags,
  config: Config = {},
  { now = new Date(), topology = 'dedicated-3' }: { readonly now?: Date; readonly topology?: string } = {},
): ClusterOptions {
  const seed = readSeed(flags.seed) ?? config.seed ?? randomInt(2 ** 32);
  return {
    topology: readTopology(flags, config) ?? topology,
    runtime: readRuntime(flags.runtime) ?? config.runtime ?? 'auto',
    seed,
    out:
      withoutNul('--out', once('out', flags.out)) ?? withoutNul('out', config.out) ?? defaultOut(seed, now),
  };
}

function readSeed(given: unknown): number | undefined {
  const text = once('seed', given);
  return text === undefined ? undefined : wholeNumber('seed', text, 0, 2 ** 32 - 1);
}

/** Of one source, members and topology must agree; a flag of either kind wins over both in the file. */
function readTopology(flags: ClusterFlags, config: Config): string | undefined {
  const topology = once('topology', flags.topology);
  const members = readMembers(flags.members);
  return (
    agreed(topology, members, '--members', '--topology') ??
    agreed(config.topology, config.members, 'members', 'topology')
  );
}

function readMembers(given: unknown): number | undefined {
  const text = once('members', given);
  if (text !== undefined && !MEMBERS.map(String).includes(text)) {
    throw Refusal.usage(`--members must be ${MEMBERS.join(', ')}, not "${quoted(text)}"`);
  }
  return text === undefined ? undefined : Number(text);
}

function agreed(
  topology: string | undefined,
  members: number | undefined,
  membersName: string,
  topologyName: string,
): string | undefined {
  const short = members === undefined ? undefined : `dedicated-${members}`;
  if (topology !== undefined && short !== undefined && topology !== short) {
    throw Refusal.usage(
      `${membersName} ${members ?? ''} means ${short}, but ${topologyName} says ${quoted(topology)}; give one of them`,
    );
  }
  return topology ?? short;
}

function readRuntime(given: unknown): Runtime | undefined {
  const text = once('runtime', given);
  const runtime = RUNTIMES.find((one) => one === text);
  if (text !== undefined && runtime === undefined) {
    throw Refusal.usage(`--runtime: no runtime "${quoted(text)}"${suggestion(text, RUNTIMES)}`);
  }
  return runtime;
}

function withoutNul(where: string, text: string | undefined): string | undefined {
  if (text?.includes('\0') === true) {
    throw Refusal.usage(`${where} holds a NUL character, which no path may`);
  }
  return text;
}
