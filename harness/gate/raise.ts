import { Cluster } from '../cluster/cluster';
import type { Snapshot } from '../cluster/restore-snapshot';
import { needsOf } from '../faults/needs';
import type { Refusal } from '../errors/refusal';
import type { Journal } from '../journal/journal';
import { DEFAULT_TIMERS } from '../journal/header';
import { ControlPlane, KUBERNETES_KEYS } from '../kubernetes/control-plane';
import { memberSecurity, Pki } from '../kubernetes/pki';
import { standIn } from '../mutants/stand-in';
import { recordContent, type Content } from '../workload/content';
import { Network } from '../network/network';
import type { Node } from '../runtime/node';
import type { Runtime } from '../runtime/runtime';
import { scenarioNamed } from '../scenarios/catalogue';
import type { NodeSpec } from '../topology/topology';
import { hasControlPlane, masterNodes, memberNodes, type Topology } from '../topology/topology';
import { ClientNumbers } from '../workload/client-numbers';
import { Random } from '../workload/random';
import { Recorders } from '../workload/recorders';
import type { Plan } from './plan';
import { runtimeFor, type Reserved } from './runtime-for';
import { topologyOf } from './topology-of';

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
  /** Where the topology has one. */
  readonly controlPlane: ControlPlane | undefined;
}

/** @throws Refusal (environment) where no quorum forms */
export async function raise({ plan, journal, reserved, lost }: RaiseOptions): Promise<Raised> {
  const scenario = plan.scenario === undefined ? undefined : scenarioNamed(plan.scenario);
  const runtime = await runtimeFor(plan, reserved, lost);
  const needs = needsOf(plan.schedule);
  const disk = needs.disk ?? scenario?.disk;
  const withDisk = (specs: readonly NodeSpec[]) =>
    specs.map((spec) => (disk === undefined || !spec.runs.includes('etcd') ? spec : { ...spec, disk }));
  const topology = topologyOf(plan);
  const all = await runtime.createNodes(withDisk(topology.nodes));
  const nodesFor = (specs: readonly NodeSpec[]) =>
    all.filter(({ name }) => specs.some((spec) => spec.name === name));
  const members = memberNodes(topology.nodes);
  const nodes = nodesFor(members);
  const spares = await runtime.createNodes(
    withDisk(spareNodes(members, Math.max(needs.spares, scenario?.spares ?? 0))),
  );
  const { mutant, seed } = plan;
  const front = mutant === undefined ? undefined : standIn({ mutant, seed }, runtime.clientNode, nodes);
  const network = await Network.create(plan.paths.toxiproxy, runtime.clientNode, nodes, {
    ...{ doors: front?.doors, lost, direct: plan.sweep?.direct },
  });
  const pki = hasControlPlane(topology) ? await Pki.create() : undefined;
  if (pki !== undefined) {
    await Promise.all([...nodes, ...spares].map((node) => pki.writeMember(node)));
  }
  const cluster = await Cluster.start({
    ...{ network, nodes, journal, timers: plan.timers ?? DEFAULT_TIMERS },
    program: { version: plan.subject.from, path: plan.paths.from },
    snapshot: snapshotOf(plan),
    security: pki && memberSecurity,
    flags: (version) => [...needs.flags(version), ...(scenario?.flags?.(version) ?? [])],
  });
  await front?.start();
  const begun = plan.snapshot === undefined ? undefined : await recordContent(cluster, journal);
  const numbers = new ClientNumbers();
  const random = new Random(plan.seed).fork();
  const recorders = new Recorders(cluster, journal, numbers, (begun?.revision ?? 0) + 1);
  const controlPlane =
    pki &&
    (await raiseControlPlane(plan, {
      cluster,
      pki,
      topology,
      nodes: nodesFor(masterNodes(topology.nodes)),
      journal,
    }));
  return { runtime, cluster, spares, numbers, random, recorders, begun, controlPlane };
}

interface PlaneOptions {
  readonly cluster: Cluster;
  readonly pki: Pki;
  readonly topology: Topology;
  /** Those that it is to run on. */
  readonly nodes: readonly Node[];
  readonly journal: Journal;
}

/** What its programs write is nobody's whose operations are recorded. */
function raiseControlPlane(
  { subject, paths }: Plan,
  { cluster, pki, topology, nodes, journal }: PlaneOptions,
): Promise<ControlPlane> {
  if (
    subject.kubernetes === undefined ||
    paths.kubernetes === undefined ||
    topology.endpoints === undefined
  ) {
    throw new Error(`a plan for ${topology.name} has a version of Kubernetes and its programs`);
  }
  for (const { name: node, runs } of topology.nodes) {
    journal.write({ type: 'node', t: journal.clock(), node, runs: [...runs] });
  }
  for (const span of KUBERNETES_KEYS) {
    journal.write({ type: 'outside', t: journal.clock(), writer: 'kube-apiserver', ...span });
  }
  return ControlPlane.start({
    ...{ network: cluster.network, nodes, pki, journal, endpoints: topology.endpoints },
    members: cluster.members.map(({ name }) => name),
    version: subject.kubernetes,
    paths: paths.kubernetes,
  });
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

/** Machines as those of the members, for members yet to come. */
const spareNodes = (members: readonly NodeSpec[], spares: number): NodeSpec[] =>
  Array.from({ length: spares }, (_, index) => ({
    name: `m${members.length + index + 1}`,
    runs: ['etcd'] as const,
    zone: 'a',
    ...budgetLike(members),
  }));

const budgetLike = ([{ budget } = {}]: readonly Pick<NodeSpec, 'budget'>[]): Pick<NodeSpec, 'budget'> =>
  budget === undefined ? {} : { budget };
