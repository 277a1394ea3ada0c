import type { Refusal } from '../errors/refusal';
import type { NodeSpec } from '../topology/topology';
import type { ClientNode, Node } from './node';

export type RuntimeName = 'sandbox' | 'docker';

/** The runtime that a run's subject says. */
export const runtimeOf = ({ runtime }: { readonly runtime: string }): RuntimeName =>
  runtime === 'docker' ? 'docker' : 'sandbox';

/**
 * What nodes are made of. Suites and faults see only this and `Node`; every runtime passes the same
 * contract suite (runtime.contract.ts).
 */
export interface Runtime {
  readonly name: RuntimeName;
  /** Where clients live: a node too, with a sidecar of its own, but no member. */
  readonly clientNode: ClientNode;
  /** Makes all nodes of a topology; names are unique in a runtime. */
  createNodes(specs: readonly NodeSpec[]): Promise<readonly Node[]>;
  /** Why what is seen of the nodes is not to be laid to the programs' charge any more; undefined where all is well. */
  obstacle(): Promise<Refusal | undefined>;
  /** Ends every program and removes every node. Safe to call twice. */
  dispose(): Promise<void>;
}
