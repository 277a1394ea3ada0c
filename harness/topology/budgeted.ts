import { cpuRequestsOf } from './cpu-requests';
import type { Budget, Topology } from './topology';

/**
 * A topology whose nodes share a total equally, so that topologies of more and of fewer nodes can be compared: each
 * has the same machines' worth. What runs on a node has kubeadm's CPU requests there.
 */
export function budgeted(
  topology: Topology,
  { cpus, memoryBytes }: Readonly<Required<Pick<Budget, 'cpus' | 'memoryBytes'>>>,
): Topology {
  const { length } = topology.nodes;
  const nodes = topology.nodes.map((node) => ({
    ...node,
    budget: {
      cpus: cpus / length,
      memoryBytes: Math.floor(memoryBytes / length),
      requests: cpuRequestsOf(node),
    },
  }));
  return { ...topology, nodes };
}
