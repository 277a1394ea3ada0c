import type { Topology } from './topology';

/** etcd alone on its nodes, all in one zone (claim TOPO-1). */
export function dedicated(members: number): Topology {
  const nodes = Array.from({ length: members }, (_, index) => ({
    name: `m${index + 1}`,
    runs: ['etcd'] as const,
    zone: 'a',
  }));
  return { name: `dedicated-${members}`, nodes };
}
