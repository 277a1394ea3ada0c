import { colocated } from '../../topology/colocated';
import type { Topology } from '../../topology/topology';

const stacked = colocated(1, 'local');

/** One node with a member, a control plane and a kubelet. */
export const ONE_NODE: Topology = {
  ...stacked,
  name: 'with-kubelet',
  nodes: stacked.nodes.map((node) => ({ ...node, kubelet: true as const })),
};
