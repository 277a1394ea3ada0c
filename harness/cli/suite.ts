import type { Argv } from 'yargs';
import { DEFAULT_TO, DEFAULT_TOXIPROXY } from '../artifacts/defaults';
import { resolveVersion } from '../artifacts/resolve-version';
import { Refusal } from '../errors/refusal';
import { impossibleFaults } from '../gate/not-run';
import type { Outline } from '../gate/plan';
import { notDrawn, scheduleOf } from '../gate/schedule-of';
import { criteriaOf } from '../gate/suite-criteria';
import { SUITES } from '../gate/suites';
import { knownIssuesOf } from '../scenarios/known-issues';
import { topologyNamed } from '../topology/catalogue';
import { command } from './command';
import { artifactOptions } from './options/artifact-flags';
import { readClusterOptions } from './options/cluster';
import { readConfig } from './options/config';
import { suggestion } from './options/nearest';
import { once, quoted } from './options/once';
import { experimentOptions } from './options/experiment';
import { readImages } from './options/images';
import { readSnapshot } from './options/snapshot';
import { readThresholds } from './options/thresholds';
import { requireUsed } from './options/used-programs';
import { readPreload } from './options/preload';
import { readTraffic, trafficFlag, trafficLeftOut } from './options/traffic';
import { outlineOf } from './outline';
import { runExperiment } from './run-experiment';
import { settleRuntime } from './settle-runtime';

/** `etcd-assay suite NAME...`: suites alone, on a cluster of one version; `consistency` brings the faults with it. */
export const suite = command({
  usage: 'suite <names..>',
  describe: `run suites alone: ${SUITES.join(', ')}, or all`,
  options: (argv: Argv) =>
    experimentOptions(argv)
      .positional('names', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: `${SUITES.join(', ')}, or all`,
      })
      .option('etcd', {
        type: 'string',
        requiresArg: true,
        describe: `etcd version: 3.6.16, 3.5, latest (default ${DEFAULT_TO})`,
      }),
  run: async (given, surroundings) => {
    const suites = readSuites(given.names);
    const config = readConfig(given.config);
    const artifacts = artifactOptions(given, surroundings, process.env, config);
    const cluster = readClusterOptions(given, config);
    const topology = topologyNamed(cluster.topology);
    const runtime = await settleRuntime(cluster.runtime, surroundings.signal);
    const version = await resolveVersion(
      'etcd',
      once('etcd', given.etcd) ?? config.etcd ?? DEFAULT_TO,
      artifacts,
    );
    requireUsed(given.program, [version], DEFAULT_TOXIPROXY);
    const images = readImages(given.image, [version], runtime);
    const thresholds = readThresholds(given.threshold, config.thresholds ?? {}, topology.nodes.length);
    const traffic = readTraffic(given.traffic, config);
    const preload = readPreload(given.preload, config);
    const snapshot = readSnapshot(given.snapshot, config, preload);
    const common = outlineOf({
      name: `suite ${suites.join(' ')}`,
      flags: {
        etcd: version,
        traffic: trafficFlag(traffic),
        preload,
        snapshot: snapshot?.file,
        image: given.image,
      },
      versions: { from: version, to: version },
      ...{ profile: 'quick', runtime, topology, cluster, artifacts, thresholds },
    });
    const faults = suites.includes('consistency');
    const base = {
      ...common,
      ...{ subject: { ...common.subject, suites }, suites, steps: suites.includes('upgrade'), soak: 0 },
      traffic,
      ...(preload === undefined ? {} : { preload }),
      ...(snapshot === undefined ? {} : { snapshot }),
    };
    const asked = { ...base, overlap: false };
    const criteria = criteriaOf(suites, { faults, traffic });
    const outline: Outline = {
      ...base,
      schedule: faults ? [...scheduleOf(asked).faults] : [],
      criteria,
      knownIssues: knownIssuesOf([version]),
      notRun: [
        ...trafficLeftOut(traffic, criteria),
        ...(faults ? [...impossibleFaults(base.subject), ...notDrawn(asked)] : [WITHOUT_FAULTS]),
      ],
    };
    return runExperiment(outline, { ...surroundings, artifacts, images, strict: false, dryRun: false });
  },
});

const WITHOUT_FAULTS = {
  id: 'faults',
  why: 'this suite alone runs without faults; the gate and the suite consistency have them',
};

function readSuites(words: readonly string[]): Outline['suites'] {
  if (words.includes('all')) {
    return [...SUITES];
  }
  return [...new Set(words)].map((word) => {
    const found = SUITES.find((one) => one === word);
    if (found === undefined) {
      throw Refusal.usage(`no suite "${quoted(word)}"${suggestion(word, SUITES)}`);
    }
    return found;
  });
}
