import { expect } from '@jest/globals';
import { z } from 'zod';
import { assay } from '../assay';
import { need } from '../unanswered';
import { Api, KubernetesObject, versionOf } from './api';
import { defined } from './defined';
import { KINDS, type Kind } from './kinds';
import { labelled, made } from './made';
import { storedAt } from './stored';

const [CONFIG_MAP] = KINDS as readonly [Kind];
const MERGE = 'application/merge-patch+json';
const CHANGES = 20;
/** Seconds that a watch is open at a time. */
const WATCHED = 2;

assay(
  'K8S-2',
  'a PUT under a stale version is refused with 409 and changes nothing; read again, it succeeds',
  async (trial) => {
    // The two writers ask different API servers, where there are several.
    const [mine, theirs] = [new Api(trial, 0), new Api(trial, 1)];
    const reader = trial.client(trial.member(2));
    const { object, path, key } = await made(trial, mine, CONFIG_MAP);
    const newer = await theirs.done({ method: 'PUT', path, body: labelled(object, 'theirs') });
    const refused = await mine.ask({ method: 'PUT', path, body: labelled(object, 'mine') });
    expect(refused).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
    expect(await storedAt(reader, key)).toMatchObject({ mod: versionOf(newer), version: 2 });
    const again = await mine.done({ method: 'GET', path: `${path}?resourceVersion=${versionOf(newer)}` });
    const won = await mine.done({ method: 'PUT', path, body: labelled(again, 'mine') });
    expect(await storedAt(reader, key)).toMatchObject({ mod: versionOf(won), version: 3 });
  },
);

assay('K8S-2', 'a PATCH under a stale version is refused; one without goes through', async (trial) => {
  const [mine, theirs] = [new Api(trial, 0), new Api(trial, 1)];
  const { object, path } = await made(trial, mine, CONFIG_MAP);
  await theirs.done({ method: 'PUT', path, body: labelled(object, 'theirs') });
  const patch = (resourceVersion?: string) => ({
    ...({ method: 'PATCH', path, contentType: MERGE } as const),
    body: { metadata: { resourceVersion, labels: { assayed: 'mine' } } },
  });
  expect(await mine.ask(patch(object.metadata.resourceVersion))).toMatchObject({ code: 409 });
  expect(await mine.done(patch())).toMatchObject({ metadata: { labels: { assayed: 'mine' } } });
});

for (const [turn, kind] of KINDS.entries()) {
  const outcome = kind.unconditional ? 'replaces what is there' : 'is refused with 422';
  assay('K8S-2', `a PUT of a ${kind.kind} without a version ${outcome}`, async (trial) => {
    const api = new Api(trial, turn);
    const { object, path } = await made(trial, api, kind);
    // Whatever controllers have done to it meanwhile.
    const { metadata, ...rest } = labelled(await api.done({ method: 'GET', path }), 'unconditional');
    const unversioned = { ...rest, metadata: { ...metadata, resourceVersion: undefined } };
    const answer = await api.ask({ method: 'PUT', path, body: unversioned });
    expect({ kind: kind.kind, code: answer.code }).toEqual({
      kind: kind.kind,
      code: kind.unconditional ? 200 : 422,
    });
    if (kind.unconditional) {
      expect(versionOf(KubernetesObject.parse(answer.body))).toBeGreaterThan(versionOf(object));
    }
    await api.ask({ method: 'DELETE', path });
  });
}

assay('K8S-2', 'an update that changes nothing writes nothing', async (trial) => {
  const api = new Api(trial);
  const reader = trial.client(trial.member(1));
  const { object, path, key } = await made(trial, api, CONFIG_MAP);
  const same = await api.done({ method: 'PUT', path, body: object });
  expect(versionOf(same)).toBe(versionOf(object));
  expect(await storedAt(reader, key)).toMatchObject({ mod: versionOf(object), version: 1 });
});

const WatchEvent = z.looseObject({ type: z.string(), object: z.looseObject({}) });

assay('K8S-2', 'a watch shows every change once, in order, under the versions of etcd', async (trial) => {
  const [writer, watcher] = [new Api(trial, 0), new Api(trial, 1)];
  const { object, path } = await made(trial, writer, CONFIG_MAP);
  const versions: number[] = [];
  let newest = object;
  for (let change = 1; change <= CHANGES; change += 1) {
    newest = await writer.done({ method: 'PUT', path, body: labelled(newest, String(change)) });
    versions.push(versionOf(newest));
  }
  const events = await watched(watcher, path, versionOf(object), CHANGES);
  expect(events.map(({ type }) => type)).toEqual(versions.map(() => 'MODIFIED'));
  expect(events.map((event) => versionOf(KubernetesObject.parse(event.object)))).toEqual(versions);
});

assay(
  'K8S-2',
  'a watch from a version that is too old is answered 410, and goes on from a new list',
  async (trial) => {
    const api = new Api(trial);
    // What API servers remember of a kind begins when they begin to serve it.
    const { definition, kind } = await defined(trial, api);
    const { object, path } = await made(trial, api, kind);
    const [refused] = await watched(api, path, 1, 1);
    expect(refused).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
    const relisted = await api.done({ method: 'GET', path });
    const changed = await api.done({ method: 'PUT', path, body: labelled(relisted, 'after') });
    const events = await watched(api, path, versionOf(relisted), 1);
    expect(versionOf(relisted)).toBeGreaterThanOrEqual(versionOf(object));
    expect(events.map((event) => versionOf(KubernetesObject.parse(event.object)))).toEqual([
      versionOf(changed),
    ]);
    await api.ask({ method: 'DELETE', path: definition.path });
  },
);

/** So often a watch is opened again where it has not shown all of it yet. */
const OPENED = 10;

/**
 * What a watch of one object shows from a version on, opened again where it ended: so many events, or those until an error.
 * @throws Unanswered where it does not show as many in time
 */
async function watched(api: Api, path: string, from: number, count: number) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const collection = path.slice(0, path.lastIndexOf('/'));
  const seen: z.infer<typeof WatchEvent>[] = [];
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
