import type { Argv } from 'yargs';
import { DEFAULT_TO, DEFAULT_TOXIPROXY, DEFAULT_VELERO } from '../artifacts/defaults';
import { resolveVersion } from '../artifacts/resolve-version';
import type { ArtifactOptions } from '../artifacts/options';
import { Refusal } from '../errors/refusal';
import { SMALL_COMPARISON } from '../gate/comparison/small-comparison';
import { impossibleFaults } from '../gate/not-run';
import type { Outline } from '../gate/plan';
import { notDrawn, scheduleOf } from '../gate/schedule-of';
import { criteriaOf, fitting } from '../gate/suite-criteria';
import { SUITES, suitesThat, type SuiteName } from '../gate/suites';
import { smallSweep } from '../gate/sweep/small-sweep';
import { knownIssuesOf } from '../scenarios/known-issues';
import { topologyNamed } from '../topology/catalogue';
import { hasControlPlane, masterNodes, memberNodes, type Topology } from '../topology/topology';
import { command } from './command';
import { restoringReleases } from './restore-programs';
import { artifactOptions } from './options/artifact-flags';
import { readClusterOptions } from './options/cluster';
import { readConfig } from './options/config';
import { suggestion } from './options/nearest';
import { once, quoted } from './options/once';
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
      })
      .option('velero', {
        type: 'string',
        requiresArg: true,
        describe: `version of Velero, for the suite restore (default ${DEFAULT_VELERO})`,
      }),
  run: async (given, surroundings) => {
    const config = readConfig(given.config);
    const artifacts = artifactOptions(given, surroundings, process.env, config);
    const cluster = readClusterOptions(given, config, topologyFor(given.names));
    const topology = topologyNamed(cluster.topology);
    const suites = readSuites(given.names, topology);
    const runtime = await settleRuntime(cluster.runtime, surroundings.signal);
    const version = await resolveVersion(
      'etcd',
      once('etcd', given.etcd) ?? config.etcd ?? DEFAULT_TO,
      artifacts,
    );
    const kubernetes = await readKubernetes(
      given.kubernetes,
      { topology, runtime, from: version },
      artifacts,
    );
    const velero = await readVelero(given.velero, suites, artifacts);
    requireUsed(
      given.program,
      [version],
      DEFAULT_TOXIPROXY,
      kubernetes,
      velero === undefined ? {} : restoringReleases(velero),
    );
    const members = memberNodes(topology.nodes).length;
    const images = readImages(given.image, [version], runtime);
    const thresholds = readThresholds(given.threshold, config.thresholds ?? {}, members);
    const sweep = suites.includes('latency') ? smallSweep(members) : undefined;
    if (sweep !== undefined && hasControlPlane(topology)) {
      throw Refusal.usage(
        `suite latency measures members alone, and topology ${topology.name} has a control plane; name another one`,
      );
    }
    const [own] = suitesThat('by itself', suites);
    const unused = (['traffic', 'preload', 'snapshot'] as const).find((flag) => given[flag] !== undefined);
    if (own !== undefined && unused !== undefined) {
      throw Refusal.usage(`--${unused}: suite ${own} has clients of its own; leave the flag out`);
    }
    const traffic = own === undefined ? readTraffic(given.traffic, config) : [];
    const preload = own === undefined ? readPreload(given.preload, config) : undefined;
    const snapshot = own === undefined ? readSnapshot(given.snapshot, config, preload) : undefined;
    const common = outlineOf({
      name: `suite ${suites.join(' ')}`,
      flags: {
        etcd: version,
        traffic: own === undefined ? trafficFlag(traffic) : undefined,
        preload,
        snapshot: snapshot?.file,
        image: given.image,
      },
      versions: {
        ...{ from: version, to: version },
        ...(kubernetes === undefined ? {} : { kubernetes }),
        ...(velero === undefined ? {} : { velero }),
      },
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
    const controlPlane = own === undefined && hasControlPlane(topology);
    const criteria = fitting(criteriaOf(suites, { faults, traffic, controlPlane }), topology);
    const outline: Outline = {
      ...base,
      ...(sweep === undefined ? {} : { sweep }),
      ...(own === 'topology' ? { comparison: SMALL_COMPARISON } : {}),
      ...(own === 'restore' ? { restore: true as const } : {}),
      schedule: faults ? [...scheduleOf(asked).faults] : [],
      criteria,
      knownIssues: knownIssuesOf([version]),
      notRun: [
        ...(own === undefined ? trafficLeftOut(traffic, criteria) : []),
        ...(given.names.includes('all') ? withoutPlane(topology) : []),
        ...(suites.includes('kubernetes') ? withoutSuccessor(topology) : []),
        ...(faults
          ? [...impossibleFaults(base.subject), ...notDrawn(asked)]
          : own === 'restore'
            ? WITHOUT_PODS
            : [own === undefined && !suites.includes('kubernetes') ? WITHOUT_FAULTS : OTHER_FAULTS]),
      ],
    };
    return runExperiment(outline, { ...surroundings, artifacts, images, strict: false, dryRun: false });
  },
});

/** Suites that have nothing to look at without one. */
const NEED_PLANE: readonly SuiteName[] = ['kubernetes', 'topology', 'restore'];

/** What each cluster of the suite restore is. */
const RESTORED = 'colocated-1';

/** What a suite brings with it where no topology is named. */
function topologyFor(words: readonly string[]): { readonly topology?: string } {
  if (words.includes('restore')) {
    return { topology: RESTORED };
  }
  return NEED_PLANE.some((name) => words.includes(name)) ? { topology: 'colocated-3' } : {};
}

/** @throws Refusal (usage) where no suite restores anything */
async function readVelero(
  flag: unknown,
  suites: readonly SuiteName[],
  artifacts: ArtifactOptions,
): Promise<string | undefined> {
  const given = once('velero', flag);
  if (suites.includes('restore')) {
    return resolveVersion('velero', given ?? DEFAULT_VELERO, artifacts);
  }
  if (given !== undefined) {
    throw Refusal.usage(`--velero ${given}: only the suite restore has a Velero; leave the flag out`);
  }
  return undefined;
}

/** What the suite restore would have to have a kubelet for. */
const WITHOUT_PODS = [
  {
    id: 'PV data',
    why: 'REST-4 is not judged, and the verdict is without PV data: no kubelet runs here, and so no pod that could write any',
  },
  {
    id: 'images and process state',
    why: 'of REST-2 the data of volumes is looked for alone: no pod runs that could have either',
  },
];

const WITHOUT_FAULTS = {
  id: 'faults',
  why: 'this suite alone runs without faults; the gate and the suite consistency have them',
};

const OTHER_FAULTS = {
  id: 'other faults',
  why: 'this suite takes leaders or nodes away, and nothing else; the gate and the suite consistency have more',
};

/** What `all` leaves out where there is no control plane. */
const withoutPlane = (topology: Topology) =>
  hasControlPlane(topology)
    ? []
    : [{ id: 'kubernetes', why: `topology ${topology.name} has no control plane; colocated-3 has one` }];

/** What the suite kubernetes leaves out where there is one master only. */
const withoutSuccessor = ({ nodes }: Topology) =>
  masterNodes(nodes).length > 1
    ? []
    : [
        {
          id: 'freeze and stop of leaders',
          why: 'a single master has nobody who could lead in their place; colocated-3 has',
        },
      ];

function readSuites(words: readonly string[], topology: Topology): Outline['suites'] {
  const alone = suitesThat('by itself', SUITES);
  if (words.includes('all')) {
    return SUITES.filter(
      (name) => !alone.includes(name) && (name !== 'kubernetes' || hasControlPlane(topology)),
    );
  }
  const found = [...new Set(words)].map((word) => {
    const suite = SUITES.find((one) => one === word);
    if (suite === undefined) {
      throw Refusal.usage(`no suite "${quoted(word)}"${suggestion(word, SUITES)}`);
    }
    return suite;
  });
  const planeless = NEED_PLANE.find((name) => found.includes(name) && !hasControlPlane(topology));
  if (planeless !== undefined) {
    throw Refusal.usage(
      `suite ${planeless} needs a control plane, and topology ${topology.name} has none; colocated-3 has one`,
    );
  }
  if (found.includes('restore') && topology.name !== RESTORED) {
    throw Refusal.usage(
      `suite restore raises clusters of its own, each ${RESTORED}; leave out --topology ${topology.name}`,
    );
  }
  const [own] = suitesThat('by itself', found);
  if (own !== undefined && found.length > 1) {
    throw Refusal.usage(`suite ${own} runs by itself; name it alone`);
  }
  return found;
}
