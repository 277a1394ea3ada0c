import type { Argv } from 'yargs';
import { DEFAULT_FROM, DEFAULT_TO, DEFAULT_TOXIPROXY } from '../artifacts/defaults';
import { resolveVersion } from '../artifacts/resolve-version';
import { Refusal } from '../errors/refusal';
import { impossibleFaults, suitesNotInGate } from '../gate/not-run';
import type { Outline, Plan } from '../gate/plan';
import { PROFILE_NAMES, profileNamed } from '../gate/profile';
import { SABOTAGES } from '../gate/sabotage/names';
import { notDrawn, scheduleOf, withoutRoom } from '../gate/schedule-of';
import { gateCriteria } from '../gate/suite-criteria';
import { GATE_SUITES } from '../gate/suites';
import { checkVersionPath } from '../gate/version-path';
import { knownIssuesOf } from '../scenarios/known-issues';
import { topologyNamed } from '../topology/catalogue';
import { memberNodes } from '../topology/topology';
import { command } from './command';
import { artifactOptions } from './options/artifact-flags';
import { readClusterOptions } from './options/cluster';
import { readConfig } from './options/config';
import type { Config } from './options/config-schema';
import { parseDuration } from './options/duration';
import { notIn, readFaults, readSchedule } from './options/faults';
import { once } from './options/once';
import { experimentOptions } from './options/experiment';
import { readImages } from './options/images';
import { readKubernetes } from './options/kubernetes';
import { readSnapshot } from './options/snapshot';
import { readThresholds } from './options/thresholds';
import { requireUsed } from './options/used-programs';
import { readPreload } from './options/preload';
import { readTraffic, trafficFlag, trafficLeftOut } from './options/traffic';
import { outlineOf } from './outline';
import { runExperiment } from './run-experiment';
import { settleRuntime } from './settle-runtime';

const SOAK_DEFAULT = '1h';

/** `etcd-assay gate`: a rolling upgrade under faults, judged. */
export const gate = command({
  usage: 'gate',
  describe: 'take a real cluster through a rolling upgrade under faults, and say pass or fail',
  options: (argv: Argv) =>
    experimentOptions(argv)
      .option('from', {
        type: 'string',
        requiresArg: true,
        describe: `etcd version to start at: 3.5.35, 3.5, latest (default ${DEFAULT_FROM})`,
      })
      .option('to', {
        type: 'string',
        requiresArg: true,
        describe: `etcd version to upgrade to; the same is a rolling restart (default ${DEFAULT_TO})`,
      })
      .option('profile', {
        type: 'string',
        requiresArg: true,
        describe: `${PROFILE_NAMES.join(', ')} (default quick)`,
      })
      .option('for', {
        type: 'string',
        requiresArg: true,
        describe: `length of a soak (default ${SOAK_DEFAULT})`,
      })
      .option('budget', {
        type: 'string',
        requiresArg: true,
        describe: 'longest time that the run may take, such as 10m',
      })
      .option('faults', {
        type: 'string',
        requiresArg: true,
        describe: 'draw from these faults only, with commas between them, as in kill,power-cut',
      })
      .option('overlap', {
        type: 'boolean',
        describe: 'let faults of members come while those of links last',
      })
      .option('schedule', {
        type: 'string',
        requiresArg: true,
        describe: 'do the faults of this file: schedule.json of a run, or what --dry-run --json printed',
      })
      .option('strict', {
        type: 'boolean',
        describe: 'fail for known issues of the releases too: each is first tried in a cluster of its own',
      })
      .option('dry-run', { type: 'boolean', describe: 'say what would be done, with the schedule, and stop' })
      .option('sabotage', {
        type: 'string',
        requiresArg: true,
        describe: `break the run on purpose, to see it turn red: ${SABOTAGES.join(', ')}`,
      }),
  run: async (given, surroundings) => {
    const config = readConfig(given.config);
    const artifacts = artifactOptions(given, surroundings, process.env, config);
    const cluster = readClusterOptions(given, config);
    const topology = topologyNamed(cluster.topology);
    const runtime = await settleRuntime(cluster.runtime, surroundings.signal);
    const members = memberNodes(topology.nodes).length;
    const thresholds = readThresholds(given.threshold, config.thresholds ?? {}, members);
    const profile = profileNamed(once('profile', given.profile) ?? config.profile ?? 'quick');
    const [from, to] = [
      await resolveVersion('etcd', once('from', given.from) ?? config.from ?? DEFAULT_FROM, artifacts),
      await resolveVersion('etcd', once('to', given.to) ?? config.to ?? DEFAULT_TO, artifacts),
    ];
    checkVersionPath(from, to);
    const kubernetes = await readKubernetes(given.kubernetes, { topology, runtime, from }, artifacts);
    requireUsed(given.program, [from, to], DEFAULT_TOXIPROXY, kubernetes);
    const images = readImages(given.image, [from, to], runtime);
    const sabotage = readSabotage(once('sabotage', given.sabotage), members);
    const soak = readSoak(once('for', given.for), config, profile.name);
    const budget = readBudget(once('budget', given.budget) ?? config.budget);
    const only = readFaults(once('faults', given.faults) ?? config.faults?.join(','), { members, runtime });
    const traffic = readTraffic(given.traffic, config);
    const preload = readPreload(given.preload, config);
    const snapshot = readSnapshot(given.snapshot, config, preload);
    const strict = given.strict ?? config.strict ?? false;
    const overlap = given.overlap ?? config.overlap ?? false;
    const file = once('schedule', given.schedule);
    const base = {
      ...outlineOf({
        name: 'gate',
        flags: {
          ...{ from, to, profile: profile.name, sabotage, faults: only?.join(','), schedule: file },
          traffic: trafficFlag(traffic),
          ...{ preload, snapshot: snapshot?.file, image: given.image },
          ...(overlap ? { overlap: [''] } : {}),
          ...(strict ? { strict: [''] } : {}),
          ...(soak > 0 ? { for: `${soak / 1000}s` } : {}),
          ...(budget === undefined ? {} : { budget: `${budget / 1000}s` }),
        },
        ...{
          versions: { from, to, ...(kubernetes === undefined ? {} : { kubernetes }) },
          profile: profile.name,
          runtime,
          topology,
          cluster,
          artifacts,
          thresholds,
        },
      }),
      ...{ suites: [...GATE_SUITES], traffic },
      ...(preload === undefined ? {} : { preload }),
      ...(snapshot === undefined ? {} : { snapshot }),
      steps: true,
      soak,
      ...(budget === undefined ? {} : { budget }),
      criteria: [
        ...gateCriteria(traffic, kubernetes !== undefined),
        ...(strict ? (['known-issues'] as const) : []),
      ],
      ...(sabotage === undefined ? {} : { sabotage }),
    };
    const asked = { ...base, overlap, ...(only === undefined ? {} : { only }) };
    const schedule =
      file === undefined ? scheduleOf(asked) : { faults: readSchedule(file, asked), leftOut: [] };
    const plan: Outline = {
      ...base,
      schedule: [...schedule.faults],
      knownIssues: knownIssuesOf([from, to]),
      notRun: [
        ...trafficLeftOut(traffic, base.criteria),
        ...impossibleFaults(base.subject),
        ...(file === undefined ? notDrawn(asked) : notIn(schedule.faults, base.subject)),
        ...withoutRoom(schedule),
        ...suitesNotInGate(),
      ],
    };
    return runExperiment(plan, { ...surroundings, artifacts, images, strict, dryRun: given.dryRun === true });
  },
});

function readSabotage(given: string | undefined, members: number): Plan['sabotage'] {
  if (given === undefined) {
    return undefined;
  }
  const name = SABOTAGES.find((one) => one === given);
  if (name === undefined) {
    throw Refusal.usage(`--sabotage: no "${given}"; there are: ${SABOTAGES.join(', ')}`);
  }
  if (members < 3 && name !== 'inert-faults') {
    throw Refusal.usage(`--sabotage ${name} needs at least 3 members`);
  }
  return name;
}

/** @returns milliseconds */
function readSoak(given: string | undefined, config: Config, profile: string): number {
  if (profile !== 'soak') {
    if (given !== undefined) {
      throw Refusal.usage(`--for is for --profile soak, and the profile is ${profile}`);
    }
    return 0;
  }
  return 1000 * parseDuration('--for', given ?? config.for ?? SOAK_DEFAULT);
}

const readBudget = (given: string | undefined): number | undefined =>
  given === undefined ? undefined : 1000 * parseDuration('--budget', given);
