import type { KubernetesObject } from '../api/object';
import type { Contended } from './contended';

/**
 * Revisions that clients go on for when all has been saved: enough that a restored cluster is still below them when it has come to
 * rest, and a fresh one as well.
 */
const AHEAD = 400;
/** Clients that read the object, each a version of its own: others write too, and may take one of these. */
const CLIENTS = 20;

/** What clients know when the cluster is lost. */
export interface Readings {
  /** The object, as each of them read it. */
  readonly objects: readonly [KubernetesObject, ...KubernetesObject[]];
  /** Up to where one that watches has been told everything. */
  readonly watchedTo: number;
}

/** Has clients go on, and read now and then. */
export async function readings(contended: Contended): Promise<Readings> {
  const first = await contended.change();
  let version = first;
  while (version < first + AHEAD) {
    version = await contended.change();
  }
  const objects: [KubernetesObject, ...KubernetesObject[]] = [await contended.read()];
  while (objects.length < CLIENTS) {
    await contended.change();
    objects.push(await contended.read());
  }
  // None of them is the last: whoever writes under one of these versions does not know what the object says.
  return { objects, watchedTo: await contended.change() };
}
