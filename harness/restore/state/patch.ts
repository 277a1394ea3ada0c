import type { ClusterApi } from '../api/cluster-api';
import type { KubernetesObject } from '../api/object';

/** Changes an object as a merge patch says. @param part of it, such as "/status"; all but its status where not given */
export async function patch(
  api: ClusterApi,
  object: KubernetesObject,
  body: object,
  part = '',
): Promise<KubernetesObject> {
  const path = `${await api.addressOf(object)}${part}`;
  return api.done({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });
}
