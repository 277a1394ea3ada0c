import { expect } from '@jest/globals';
import { assay } from '../assay';
import { Api, KubernetesObject, versionOf } from './api';
import { defined } from './defined';
import { KINDS, type Kind } from './kinds';
import { labelled, made } from './made';
import { storedAt } from './stored';
import { shownVersions, watched } from './watched';

const [CONFIG_MAP] = KINDS as readonly [Kind];
const MERGE = 'application/merge-patch+json';
const CHANGES = 20;

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
  expect(shownVersions(events)).toEqual(versions);
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
    expect(shownVersions(events)).toEqual([versionOf(changed)]);
    await api.ask({ method: 'DELETE', path: definition.path });
  },
);
