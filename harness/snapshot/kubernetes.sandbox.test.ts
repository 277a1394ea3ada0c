import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { testProgram } from '../cluster/testing/programs';
import { ApiClient } from '../kubernetes/api-client';
import { liveControlPlane } from '../kubernetes/testing/live-control-plane';
import { until } from '../time/until';
import { colocated } from '../topology/colocated';
import { DecodeProgram } from './decode-program';
import { describeValue } from './describe-value';
import type { FileFacts } from './facts';
import { withKeys } from './file/snapshot-keys';
import { Objects } from './objects';
import { readFile } from './read-file';

const execute = promisify(execFile);
const CONFIG_MAP = '/registry/configmaps/default/assayed';
const CUSTOM = '/registry/assay.test/zots/default/one';

let folder: string;
let facts: FileFacts;
let decoder: DecodeProgram;
/** What `etcdctl get KEY --print-value-only` prints. */
const printed = new Map<string, Buffer>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
  decoder = DecodeProgram.start(testProgram('decode'));
  const live = await liveControlPlane(colocated(1, 'local'));
  const [at] = live.plane.endpoints.values();
  const client = new ApiClient(at as string, live.plane.identity, 10_000);
  try {
    const post = (path: string, body: object) => client.ask({ method: 'POST', path, body });
    await post('/api/v1/namespaces/default/configmaps', {
      ...{ metadata: { name: 'assayed' }, data: { colour: 'blue' } },
    });
    await post('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', ZOTS);
    const one = { apiVersion: 'assay.test/v1', kind: 'Zot', metadata: { name: 'one' } };
    await until(async () => (await post('/apis/assay.test/v1/namespaces/default/zots', one)).code === 201, {
      within: 30_000,
      every: 200,
      what: 'a custom object to be taken',
    });
    const etcdctl = (...words: string[]) =>
      execute(
        testProgram('etcdctl-3.6.16'),
        [`--endpoints=${live.cluster.members[0]?.address ?? ''}`, ...words],
        {
          encoding: 'buffer',
        },
      );
    for (const key of [CONFIG_MAP, CUSTOM]) {
      printed.set(key, (await etcdctl('get', key, '--print-value-only')).stdout);
    }
    await etcdctl('snapshot', 'save', join(folder, 'k8s.db'));
  } finally {
    client.close();
    await live.close();
  }
  facts = await readFile(join(folder, 'k8s.db'), new Objects(decoder));
}, 150_000);

afterAll(async () => {
  await decoder.close();
  await rm(folder, { recursive: true });
});

const ZOTS = {
  metadata: { name: 'zots.assay.test' },
  spec: {
    ...{ group: 'assay.test', scope: 'Namespaced', names: { plural: 'zots', singular: 'zot', kind: 'Zot' } },
    versions: [
      { ...{ name: 'v1', served: true, storage: true }, schema: { openAPIV3Schema: { type: 'object' } } },
    ],
  },
};

const shown = (key: string) =>
  withKeys(join(folder, 'k8s.db'), async (keys) => {
    const found = [...keys].find((one) => one.key.toString() === key);
    return describeValue(found ?? { value: Buffer.alloc(0) }, () => Promise.resolve(decoder));
  });

describe('the snapshot of a control plane', () => {
  test('holds objects that all decode, counted by kind', () => {
    const kubernetes = facts.content?.kubernetes;
    expect(kubernetes).toMatchObject({
      broken: [],
      brokenCount: 0,
      unknown: [],
      notDecoded: null,
      encrypted: 0,
    });
    expect(kubernetes?.kinds).toMatchObject({ 'assay.test/v1 Zot': 1 });
    expect(Object.keys(kubernetes?.kinds ?? {})).toEqual(
      expect.arrayContaining([
        'v1 Namespace',
        'v1 ConfigMap',
        // What 1.34 still stores them as.
        'apiextensions.k8s.io/v1beta1 CustomResourceDefinition',
      ]),
    );
  });

  test('shows an object as YAML', async () => {
    const { as, text } = await shown(CONFIG_MAP);
    expect(as).toBe('yaml');
    expect(parse(text)).toMatchObject({
      kind: 'ConfigMap',
      metadata: { name: 'assayed' },
      data: { colour: 'blue' },
    });
  });

  test('an object that was damaged is told with its key', async () => {
    const objects = new Objects(decoder);
    const pod = printed.get(CONFIG_MAP) ?? Buffer.alloc(0);
    const one = { created: '1', modified: '1', version: '1', lease: '0' };
    await objects.take({ ...one, key: Buffer.from('/registry/x'), value: pod.subarray(0, pod.length - 40) });
    expect(objects.facts()).toMatchObject({ brokenCount: 1, broken: [{ key: '/registry/x' }] });
  });
});

describe('what etcdctl get --print-value-only prints (REST-3)', () => {
  test('is protobuf behind "k8s" and a zero, of an object of Kubernetes’ own', () => {
    expect(printed.get(CONFIG_MAP)?.subarray(0, 4)).toEqual(Buffer.from('k8s\0'));
  });

  test('and JSON of a custom one, which is shown as YAML too', async () => {
    expect(JSON.parse(printed.get(CUSTOM)?.toString() ?? '')).toMatchObject({ kind: 'Zot' });
    expect(await shown(CUSTOM)).toMatchObject({ as: 'yaml', object: { kind: 'Zot' } });
  });
});
