import type { ArtifactOptions } from '../artifacts/options';
import { thisMachine } from '../gate/machine';
import type { Outline } from '../gate/plan';
import { repeatCommand } from '../gate/repeat';
import { CRITERIA } from '../result/criteria';
import type { RuntimeName } from '../runtime/runtime';
import { memberNodes, type Topology } from '../topology/topology';
import type { ClusterOptions } from './options/cluster';
import type { Thresholds } from './options/thresholds';

/** What a command that runs a cluster was asked for, settled. */
export interface Asked {
  /** The command and its own words, as in "suite cas". */
  readonly name: string;
  /** Its own flags, as they have to be repeated. */
  readonly flags: Parameters<typeof repeatCommand>[1];
  readonly versions: Pick<Outline['subject'], 'from' | 'to' | 'kubernetes' | 'velero'>;
  readonly profile: Outline['subject']['profile'];
  readonly runtime: RuntimeName;
  readonly topology: Topology;
  readonly cluster: Pick<ClusterOptions, 'seed' | 'out'>;
  readonly artifacts: ArtifactOptions;
  readonly thresholds: Thresholds;
}

/** The part of an outline that is the same for every command that runs a cluster. */
export function outlineOf(
  asked: Asked,
): Pick<Outline, 'command' | 'seed' | 'out' | 'subject' | 'machine' | 'thresholds'> {
  const { name, flags, versions, profile, runtime, topology, artifacts, thresholds } = asked;
  const { seed, out } = asked.cluster;
  return {
    command: repeatCommand(name, {
      ...flags,
      topology: topology.name,
      kubernetes: versions.kubernetes,
      velero: versions.velero,
      ...(runtime === 'sandbox' ? {} : { runtime }),
      threshold: changed(thresholds),
      program: artifacts.own.map(({ name: program, version, path }) => `${program}@${version}=${path}`),
      seed,
    }),
    seed,
    out,
    subject: {
      ...{ ...versions, topology: topology.name, members: memberNodes(topology.nodes).length },
      ...{ runtime, profile },
    },
    machine: thisMachine(),
    thresholds,
  };
}

/** The bounds that are not the defaults, as flags have them. */
const changed = (thresholds: Thresholds): string[] =>
  CRITERIA.flatMap(({ id, threshold }) => {
    const value = thresholds[id];
    return value === undefined || value === threshold ? [] : [`${id}=${value}`];
  });
