import type { KubernetesObject } from '../api/object';
import type { Trials } from './trials';

/** Objects by where they are: "apps Deployment shop/web", whatever version of their group they were read in. */
export type Objects = ReadonlyMap<string, KubernetesObject>;

export function identityOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = apiVersion.includes('/') ? `${apiVersion.split('/', 1).join()} ` : '';
  const name = String(metadata.name);
  return `${group}${kind} ${metadata.namespace === undefined ? name : `${metadata.namespace}/${name}`}`;
}

export const byIdentity = (objects: readonly KubernetesObject[]): Objects =>
  new Map(objects.map((object) => [identityOf(object), object]));

/** The state that was saved, and what was done to it afterwards. */
export interface Reference {
  /** Every object as it was when snapshot and backup were taken. */
  readonly objects: Objects;
  /** Of those, the ones that nobody but the harness made or changes. */
  readonly ours: ReadonlySet<string>;
  /** What happened between the backup and the loss. */
  readonly created: readonly string[];
  readonly deleted: readonly string[];
  readonly changed: readonly string[];
  /** The cluster's revision at the loss. */
  readonly lastRevision: number;
}

/** What was there once a way of restoring had been gone to its end. */
export interface Sight {
  readonly objects: Objects;
  /** The cluster's revision when clients could first see one. */
  readonly revision: number;
  /** Where it was tried: Services after a restore that was asked to keep node ports. */
  readonly preserved?: Objects;
  /** Where it was tried: all objects after a restore that was asked to mend what is there. */
  readonly mended?: Objects;
  /** Objects that Velero made, by its own account, whatever became of them. */
  readonly restored?: ReadonlySet<string>;
  /** What was tried once all had been read. */
  readonly trials?: Trials;
}

/** What a cell of the matrix says. */
export interface Measured {
  readonly measured: string;
  /** What it rests on, in numbers and names. */
  readonly evidence: string;
}
