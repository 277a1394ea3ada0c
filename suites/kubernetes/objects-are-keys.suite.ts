import { expect } from '@jest/globals';
import { until } from '../../harness/time/until';
import { assay } from '../assay';
import { prepared } from '../unanswered';
import { Api, versionOf } from './api';
import { defined } from './defined';
import { KINDS } from './kinds';
import { made } from './made';
import { bytesAt, storedAt } from './stored';

/** What kube-apiserver puts before protobuf. */
const PROTOBUF = 'k8s\0';
const GONE_WITHIN = 20_000;
const MERGE = 'application/merge-patch+json';

for (const [turn, kind] of KINDS.entries()) {
  assay(
    'K8S-1',
    `a ${kind.kind} is a key of its own, as protobuf, and its resourceVersion the key's mod_revision`,
    async (trial) => {
      const api = new Api(trial, turn);
      const reader = trial.client(trial.member(turn));
      const { object, path, key } = await made(trial, api, kind);
      const first = versionOf(object);
      const created = await storedAt(reader, key, first);
      expect(created).toMatchObject({ create: first, mod: first, version: 1 });
      expect((await bytesAt(trial, key)).subarray(0, PROTOBUF.length).toString()).toBe(PROTOBUF);

      const body = { metadata: { labels: { assayed: 'yes' } } };
      const changed = versionOf(await api.done({ method: 'PATCH', path, body, contentType: MERGE }));
      expect(await storedAt(reader, key, changed)).toMatchObject({ create: first, mod: changed });

      await goes(api, path, () => storedAt(reader, key));
    },
  );
}

assay(
  'K8S-1',
  "a custom resource is a key of its own, as JSON, and its resourceVersion the key's mod_revision",
  async (trial) => {
    const api = new Api(trial);
    const reader = trial.client(trial.member(0));
    const { definition, kind } = await defined(trial, api);
    const { object, key } = await made(trial, api, kind);
    const stored = await storedAt(reader, key, versionOf(object));
    expect(stored).toMatchObject({ create: versionOf(object), mod: versionOf(object), version: 1 });
    expect(JSON.parse((await bytesAt(trial, key)).toString())).toMatchObject({
      kind: kind.kind,
      spec: { a: 1 },
    });
    await goes(api, definition.path, () => storedAt(reader, key));
  },
);

/** Controllers may have to let go of it before, and nobody says how soon they do. */
async function goes(api: Api, path: string, stored: () => Promise<unknown>): Promise<void> {
  expect((await api.ask({ method: 'DELETE', path })).code).toBeLessThan(300);
  await prepared(
    until(async () => (await stored()) === undefined, {
      ...{ within: GONE_WITHIN, every: 100 },
      what: `the key to go with ${path}`,
    }),
  );
}
