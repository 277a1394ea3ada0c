import { CONTROL_PLANE, type NodeSpec, type Topology } from './topology';

/** etcd alone on its nodes, all in one zone (claim TOPO-1). */
export function dedicated(members: number): Topology {
  return { name: `dedicated-${members}`, nodes: numbered('m', members, ['etcd']) };
}

/** The same, and a control plane on nodes of its own whose API servers ask all members. */
export function dedicatedWithMasters(members: number, masters: number): Topology {
  return {
    name: `dedicated-${members}+${masters}`,
    nodes: [...numbered('m', members, ['etcd']), ...numbered('c', masters, CONTROL_PLANE)],
    endpoints: 'all',
  };
}

const numbered = (letter: string, count: number, runs: NodeSpec['runs']): NodeSpec[] =>
  Array.from({ length: count }, (_, index) => ({ name: `${letter}${index + 1}`, runs, zone: 'a' }));
