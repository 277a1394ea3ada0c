import { Cluster } from '../../harness/cluster/cluster';
import type { Journal } from '../../harness/journal/journal';
import { Network } from '../../harness/network/network';
import { SandboxRuntime } from '../../harness/runtime/sandbox/sandbox-runtime';
import type { Runtime } from '../../harness/runtime/runtime';
import { topologyNamed } from '../../harness/topology/catalogue';
import type { Task } from './task';

export const TOPOLOGY = topologyNamed('dedicated-3');

export interface StartedCluster {
  readonly runtime: Runtime;
  readonly cluster: Cluster;
}

/**
 * What the gate does up to its first quorum, step by step.
 * @param passed told after each step
 */
export async function startCluster(
  { folder, version, paths }: Task,
  journal: Journal,
  passed: (step: 'sandbox' | 'nodes' | 'sidecars' | 'members') => void,
): Promise<StartedCluster> {
  const runtime = await SandboxRuntime.create(folder);
  passed('sandbox');
  const nodes = await runtime.createNodes(TOPOLOGY.nodes);
  passed('nodes');
  const network = await Network.create(paths.toxiproxy, runtime.clientNode, nodes);
  passed('sidecars');
  const cluster = await Cluster.start({ network, nodes, program: { version, path: paths.etcd }, journal });
  passed('members');
  return { runtime, cluster };
}
