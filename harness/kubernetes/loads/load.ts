import type { Journal } from '../../journal/journal';
import type { ClientNumbers } from '../../workload/client-numbers';
import type { ControlPlane } from '../control-plane';

/** Where load is made, and how much. */
export interface LoadPlace {
  readonly plane: Pick<ControlPlane, 'endpoints' | 'identity'>;
  readonly journal: Journal;
  readonly numbers: ClientNumbers;
  /** Nodes that nobody runs but whose leases are renewed. */
  readonly nodes: number;
  /** Pods that stand there, unscheduled, all the time. */
  readonly pods: number;
}

/** What is asked of API servers again and again until it is stopped. */
export interface ApiLoad {
  /** What is under way is let end, and what was made for it goes. */
  stop(): Promise<void>;
}

/** @returns once all of it is at work */
export type StartLoad = (place: LoadPlace) => Promise<ApiLoad>;

/** Where load has its objects. */
export const LOAD_NAMESPACE = 'etcd-assay-load';
