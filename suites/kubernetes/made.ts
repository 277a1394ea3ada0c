import type { Trial } from '../trial';
import type { Api, KubernetesObject } from './api';
import type { Kind } from './kinds';

/** Objects of all kinds are in this namespace, under names of their trial. */
const NAMESPACE = 'default';

/** An object that a trial has made. */
export interface Made {
  readonly object: KubernetesObject;
  /** Of the object in the API, and of its key in etcd. */
  readonly path: string;
  readonly key: string;
}

export async function made(trial: Trial, api: Api, kind: Kind): Promise<Made> {
  const name = nameIn(kind.example) ?? `${kind.kind.toLowerCase()}-${trial.name}`;
  const collection = kind.path.replace('NS', NAMESPACE);
  const object = await api.done({
    method: 'POST',
    path: collection,
    body: { ...kind.example, metadata: { name } },
  });
  const key = `/registry/${kind.folder.replace('NS', NAMESPACE)}/${name}`;
  return { object, path: `${collection}/${name}`, key };
}

/** A change that every kind takes. */
export const labelled = (object: KubernetesObject, value: string): KubernetesObject => ({
  ...object,
  metadata: { ...object.metadata, labels: { assayed: value } },
});

/** Some kinds' names are not free. */
const nameIn = ({ metadata }: Kind['example']): string | undefined =>
  (metadata as { readonly name: string } | undefined)?.name;
