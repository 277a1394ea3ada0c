import { expect } from '@jest/globals';
import { z } from 'zod';
import { need } from '../unanswered';
import { KubernetesObject, versionOf, type Api } from './api';

export const WatchEvent = z.looseObject({ type: z.string(), object: z.looseObject({}) });
export type WatchEvent = z.infer<typeof WatchEvent>;

/** Seconds that a watch is open at a time. */
const WATCHED = 2;
/** So often a watch is opened again where it has not shown all of it yet. */
const OPENED = 10;

/**
 * What a watch of one object shows from a version on, opened again where it ended: so many events, or those until an error.
 * @throws Unanswered where it does not show as many in time
 */
export async function watched(api: Api, path: string, from: number, count: number): Promise<WatchEvent[]> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const collection = path.slice(0, path.lastIndexOf('/'));
  const seen: WatchEvent[] = [];
  let since = from;
  for (let opened = 0; opened < OPENED && seen.length < count; opened += 1) {
    const query = `watch=true&fieldSelector=metadata.name%3D${name}&resourceVersion=${since}&timeoutSeconds=${WATCHED}`;
    const { code, body } = await api.ask({ method: 'GET', path: `${collection}?${query}`, lines: true });
    expect(code).toBe(200);
    for (const event of z.array(WatchEvent).parse(body)) {
      seen.push(event);
      if (event.type === 'ERROR') {
        return seen;
      }
      since = versionOf(KubernetesObject.parse(event.object));
    }
  }
  need(seen.length >= count, `a watch showed ${seen.length} of ${count} changes`);
  return seen;
}

export const shownVersions = (events: readonly WatchEvent[]): number[] =>
  events.map(({ object }) => versionOf(KubernetesObject.parse(object)));
