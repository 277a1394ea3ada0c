import { setTimeout as pause } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { WaitedInVain } from '../../time/until';
import type { ClusterApi } from '../api/cluster-api';
import type { KubernetesObject } from '../api/object';
import { byIdentity, type Objects } from '../fidelity/sight';
import { NAMESPACE, OURS, PART } from './kept-objects';

/** Milliseconds. */
const BETWEEN = 500;
const STILL_WITHIN = 60_000;

/** Kinds whose objects come and go by themselves. */
const RESTLESS = ['Event', 'Lease'];

/** Whether an object belongs to the reference state, or came to be in its place. */
const isInScope = ({ metadata }: KubernetesObject): boolean =>
  metadata.namespace === NAMESPACE || isLabelled(metadata, OURS) || isLabelled(metadata, PART);

export const isOurs = ({ metadata }: KubernetesObject): boolean => isLabelled(metadata, OURS);

const isLabelled = (metadata: KubernetesObject['metadata'], label: string): boolean =>
  (metadata['labels'] as Record<string, string> | undefined)?.[label] === 'true';

/** Every object in the state's place, of every kind that the API server lists. */
export async function readScope(api: ClusterApi): Promise<Objects> {
  const lists = await Promise.all((await api.listable()).map((resource) => api.list(resource)));
  return byIdentity(onceEach(lists.flat().filter(isInScope)));
}

/** Some are served by two groups, as events are; the group that comes first has them. */
function onceEach(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const seen = new Map(objects.toReversed().map((object) => [object.metadata['uid'], object]));
  return [...seen.values()];
}

/**
 * The same once controllers have come to rest: twice the same versions in a row.
 * @param isDone what must have come about by then
 * @throws WaitedInVain
 */
export async function readStill(
  api: ClusterApi,
  isDone: (objects: Objects) => boolean = () => true,
): Promise<Objects> {
  const end = performance.now() + STILL_WITHIN;
  for (let last: string | undefined; ;) {
    const objects = await readScope(api);
    const versions = versionsOf(objects);
    if (versions === last && isDone(objects)) {
      return objects;
    }
    if (performance.now() > end) {
      throw new WaitedInVain(`waited ${STILL_WITHIN / 1000} s for the state to stand still`);
    }
    last = versions;
    await pause(BETWEEN);
  }
}

const versionsOf = (objects: Objects): string =>
  [...objects]
    .filter(([, { kind }]) => !RESTLESS.includes(kind))
    .map(([name, { metadata }]) => `${name} ${String(metadata['resourceVersion'])}`)
    .sort()
    .join('\n');
