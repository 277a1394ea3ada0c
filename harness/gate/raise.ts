import { Cluster } from '../cluster/cluster';
import type { Snapshot } from '../cluster/restore-snapshot';
import { needsOf } from '../faults/needs';
import type { Refusal } from '../errors/refusal';
import type { Journal } from '../journal/journal';
import { DEFAULT_TIMERS } from '../journal/header';
import { standIn } from '../mutants/stand-in';
import { recordContent, type Content } from '../workload/content';
import { Network } from '../network/network';
import type { Node } from '../runtime/node';
import type { Runtime } from '../runtime/runtime';
import { scenarioNamed } from '../scenarios/catalogue';
import type { NodeSpec } from '../topology/topology';
import { topologyNamed } from '../topology/catalogue';
import { ClientNumbers } from '../workload/client-numbers';
import { Random } from '../workload/random';
import { Recorders } from '../workload/recorders';
import type { Plan } from './plan';
import { runtimeFor, type Reserved } from './runtime-for';

export interface RaiseOptions {
  readonly plan: Plan;
  readonly journal: Journal;
  readonly reserved: Reserved;
  /** Told once a part of the network that is not etcd's has failed. */
  readonly lost: (why: Refusal) => void;
}

/** A cluster that answers, watched by recorders from its first revision on. */
export interface Raised {
  readonly runtime: Runtime;
  readonly cluster: Cluster;
  /** Nodes on which no member runs yet. */
  readonly spares: readonly Node[];
  readonly numbers: ClientNumbers;
  readonly random: Random;
  readonly recorders: Recorders;
  /** What a snapshot brought; undefined where the cluster began empty. */
  readonly begun: Content | undefined;
}

/** @throws Refusal (environment) where no quorum forms */
export async function raise({ plan, journal, reserved, lost }: RaiseOptions): Promise<Raised> {
  const scenario = plan.scenario === undefined ? undefined : scenarioNamed(plan.scenario);
  const runtime = await runtimeFor(plan, reserved, lost);
  const needs = needsOf(plan.schedule);
  const disk = needs.disk ?? scenario?.disk;
  const withDisk = (specs: readonly NodeSpec[]) =>
    specs.map((spec) => (disk === undefined ? spec : { ...spec, disk }));
  const nodes = await runtime.createNodes(withDisk(topologyNamed(plan.subject.topology).nodes));
  const spares = await runtime.createNodes(
    withDisk(spareNodes(nodes.length, Math.max(needs.spares, scenario?.spares ?? 0))),
  );
  const { mutant, seed } = plan;
  const front = mutant === undefined ? undefined : standIn({ mutant, seed }, runtime.clientNode, nodes);
  const network = await Network.create(plan.paths.toxiproxy, runtime.clientNode, nodes, {
    ...{ doors: front?.doors, lost, direct: plan.sweep?.direct },
  });
  const cluster = await Cluster.start({
    ...{ network, nodes, journal, timers: plan.timers ?? DEFAULT_TIMERS },
    program: { version: plan.subject.from, path: plan.paths.from },
    snapshot: snapshotOf(plan),
    flags: (version) => [...needs.flags(version), ...(scenario?.flags?.(version) ?? [])],
  });
  await front?.start();
  const begun = plan.snapshot === undefined ? undefined : await recordContent(cluster, journal);
  const numbers = new ClientNumbers();
  const random = new Random(plan.seed).fork();
  const recorders = new Recorders(cluster, journal, numbers, (begun?.revision ?? 0) + 1);
  return { runtime, cluster, spares, numbers, random, recorders, begun };
}

function snapshotOf({ snapshot, paths: { etcdutl } }: Plan): Snapshot | undefined {
  if (snapshot === undefined) {
    return undefined;
  }
  if (etcdutl === undefined) {
    throw new Error('a plan with a snapshot has an etcdutl');
  }
  return { file: snapshot.file, etcdutl };
}

const spareNodes = (members: number, spares: number): NodeSpec[] =>
  Array.from({ length: spares }, (_, index) => ({
    name: `m${members + index + 1}`,
    runs: ['etcd'] as const,
    zone: 'a',
  }));
