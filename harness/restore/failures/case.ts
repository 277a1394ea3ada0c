import type { ProvokedFailure } from '../../journal/restore-record';
import type { ClusterApi } from '../api/cluster-api';
import type { KubernetesObject } from '../api/object';
import type { Velero } from '../velero/velero';
import type { RestoreWish } from '../velero/wishes';
import type { StandInNode } from './stand-in-node';

/** Where failures are provoked. */
export interface Scene {
  readonly api: ClusterApi;
  readonly velero: Velero;
  /** The only one that pods can be scheduled to. */
  readonly node: StandInNode;
}

/** What the cluster looks like, and whether what was restored can be used. */
export interface Look {
  readonly usable: boolean;
  readonly words: string;
}

type Wished = Omit<RestoreWish, 'backup' | 'existing'>;

/** A restore that fails, and what puts it right. */
export interface FailureCase extends Pick<ProvokedFailure, 'group' | 'case' | 'cure'> {
  /** What is saved, in a namespace of its own, in the order in which it is made. */
  readonly objects: readonly KubernetesObject[];
  /** Also lost with the cluster, but for the namespace and the objects. */
  readonly lose?: (scene: Scene) => Promise<void>;
  /** What is different where it is restored to. */
  readonly change?: (scene: Scene) => Promise<void>;
  readonly wish?: Wished;
  readonly look: (api: ClusterApi) => Promise<Look>;
  /** Does what the cure says. */
  readonly mend?: (scene: Scene) => Promise<void>;
  /** How it is restored once more; not at all where undefined. */
  readonly again?: Wished;
}
