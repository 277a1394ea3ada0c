import { z } from 'zod';
import type { ClusterApi } from '../api/cluster-api';

/** The one without whom nothing in a cluster is mended: objects are there, and nobody works on them. */
const LEASE = '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/kube-controller-manager';

const Lease = z.object({ spec: z.object({ holderIdentity: z.string(), acquireTime: z.iso.datetime() }) });

/** Who leads among controller-managers, by its Lease. */
export interface Leader {
  readonly identity: string;
  /** When it became leader, in milliseconds since 1970. */
  readonly since: number;
}

export async function leaderIn(api: ClusterApi): Promise<Leader> {
  const { spec } = Lease.parse(await api.done({ method: 'GET', path: LEASE }));
  return { identity: spec.holderIdentity, since: Date.parse(spec.acquireTime) };
}
