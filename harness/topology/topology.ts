/** What a node may use at the most; absent means whatever the machine has. */
export interface Budget {
  /** Cores, fractions allowed. */
  readonly cpus?: number;
  readonly memoryBytes?: number;
  /**
   * Millicores by name of program, as containers of a pod request them: no bound, but the share that a program has against the
   * others of its node where there is not enough for all.
   */
  readonly requests?: Readonly<Record<string, number>>;
}

/** What runs on a master node of Kubernetes beside etcd. */
export const CONTROL_PLANE = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;
export type ControlPlaneProgram = (typeof CONTROL_PLANE)[number];

/** A machine of the topology, whatever the runtime makes it of. */
export interface NodeSpec {
  /** Also its host name, e.g. "m1". */
  readonly name: string;
  readonly runs: readonly ('etcd' | ControlPlaneProgram)[];
  /** Nodes of one zone are near each other. */
  readonly zone: string;
  readonly budget?: Budget;
  /** `loop`: data on a file system of the node's own, whose power can be cut. Needs root. */
  readonly disk?: 'loop';
  /** It is made so that a kubelet can run pods there. Needs root. */
  readonly kubelet?: true;
}

/** Which machines there are and what runs on each: data, the same for every runtime. */
export interface Topology {
  readonly name: string;
  readonly nodes: readonly NodeSpec[];
  /** Whom an API server asks, where there is one: the member of its own node, as kubeadm sets it up, or all of them. */
  readonly endpoints?: 'local' | 'all';
}

/** Nodes that a member runs on. */
export const memberNodes = <T extends Pick<NodeSpec, 'runs'>>(nodes: readonly T[]): T[] =>
  nodes.filter(({ runs }) => runs.includes('etcd'));

/** Nodes that a control plane runs on; in co-located topologies members run there too. */
export const masterNodes = <T extends Pick<NodeSpec, 'runs'>>(nodes: readonly T[]): T[] =>
  nodes.filter(({ runs }) => runs.includes('kube-apiserver'));

export const hasControlPlane = ({ nodes }: Topology): boolean => masterNodes(nodes).length > 0;
