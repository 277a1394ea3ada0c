/** What a node may use at the most; absent means whatever the machine has. */
export interface Budget {
  /** Cores, fractions allowed. */
  readonly cpus?: number;
  readonly memoryBytes?: number;
}

/** A machine of the topology, whatever the runtime makes it of. */
export interface NodeSpec {
  /** Also its host name, e.g. "m1". */
  readonly name: string;
  readonly runs: readonly 'etcd'[];
  /** Nodes of one zone are near each other. */
  readonly zone: string;
  readonly budget?: Budget;
  /** `loop`: data on a file system of the node's own, whose power can be cut. Needs root. */
  readonly disk?: 'loop';
}

/** Which machines there are and what runs on each: data, the same for every runtime. */
export interface Topology {
  readonly name: string;
  readonly nodes: readonly NodeSpec[];
}
