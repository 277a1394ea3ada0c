import { CONTROL_PLANE, type Topology } from './topology';

/**
 * Each member shares its node with a whole control plane, as kubeadm sets master nodes up (claim TOPO-2).
 * @param endpoints `all` tells what sharing a node does apart from what asking only one's own member does
 */
export function colocated(members: number, endpoints: 'local' | 'all'): Topology {
  const nodes = Array.from({ length: members }, (_, index) => ({
    name: `m${index + 1}`,
    runs: ['etcd', ...CONTROL_PLANE] as const,
    zone: 'a',
  }));
  return { name: `colocated-${members}${endpoints === 'all' ? '-all' : ''}`, nodes, endpoints };
}
