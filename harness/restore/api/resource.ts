import { z } from 'zod';
import type { KubernetesObject } from './object';

/** A kind of objects as an API server serves it. */
export interface Resource {
  /** "v1", or "apps/v1". */
  readonly apiVersion: string;
  readonly kind: string;
  /** As in addresses: "deployments". */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

const ResourceList = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      namespaced: z.boolean(),
      verbs: z.array(z.string()),
    }),
  ),
});

/** What a group version's own list says, but for parts of objects ("deployments/scale"). */
export const resourcesIn = (apiVersion: string, list: unknown): Resource[] =>
  ResourceList.parse(list)
    .resources.filter(({ name }) => !name.includes('/'))
    .map(({ name, kind, namespaced, verbs }) => ({ apiVersion, kind, plural: name, namespaced, verbs }));

/** Where a group version is served. */
export const rootOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

/** Address of all its objects, or of those in one namespace. */
export function collectionOf({ apiVersion, plural, namespaced }: Resource, namespace?: string): string {
  const scope = namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
  return `${rootOf(apiVersion)}${scope}/${plural}`;
}

/** Where an object goes that is to be made. */
export const placeOf = (resource: Resource, { metadata }: KubernetesObject): string =>
  collectionOf(resource, metadata.namespace ?? 'default');
