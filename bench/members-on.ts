import { Cluster } from '../harness/cluster/cluster';
import type { Journal } from '../harness/journal/journal';
import { Network } from '../harness/network/network';
import type { Runtime } from '../harness/runtime/runtime';
import { topologyNamed } from '../harness/topology/catalogue';

export const TOPOLOGY = topologyNamed('dedicated-3');

interface Members {
  readonly version: string;
  readonly paths: { readonly etcd: string; readonly toxiproxy: string };
}

/**
 * What the gate does on a runtime up to its first quorum, step by step.
 * @param passed told after each step
 */
export async function membersOn(
  runtime: Runtime,
  { version, paths }: Members,
  journal: Journal,
  passed: (step: 'nodes' | 'sidecars' | 'members') => void = () => undefined,
): Promise<Cluster> {
  const nodes = await runtime.createNodes(TOPOLOGY.nodes);
  passed('nodes');
  const network = await Network.create(paths.toxiproxy, runtime.clientNode, nodes);
  passed('sidecars');
  const cluster = await Cluster.start({ network, nodes, program: { version, path: paths.etcd }, journal });
  passed('members');
  return cluster;
}
