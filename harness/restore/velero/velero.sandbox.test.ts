import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_VELERO, DEFAULT_VELERO_PLUGIN_FOR_AWS, DEFAULT_VERSITYGW } from '../../artifacts/defaults';
import { testProgram } from '../../cluster/testing/programs';
import { liveControlPlane, type LiveControlPlane } from '../../kubernetes/testing/live-control-plane';
import type { Node } from '../../runtime/node';
import { until } from '../../time/until';
import { colocated } from '../../topology/colocated';
import { ClusterApi } from '../api/cluster-api';
import { newStore, S3Server } from '../s3/s3-server';
import { Velero } from './velero';

const VELERO = {
  version: DEFAULT_VELERO,
  programs: {
    velero: testProgram(`velero-${DEFAULT_VELERO}`),
    plugin: testProgram(`velero-plugin-for-aws-${DEFAULT_VELERO_PLUGIN_FOR_AWS}`),
  },
};
const CONFIG_MAP = '/api/v1/namespaces/shop/configmaps/assayed';

describe('Velero beside a control plane', () => {
  let live: LiveControlPlane;
  let api: ClusterApi;
  let s3: S3Server;
  let velero: Velero;

  beforeAll(async () => {
    live = await liveControlPlane(colocated(1, 'local'));
    api = new ClusterApi(live.plane);
    const [s3Node, node] = (await live.runtime.createNodes([
      { name: 's3', runs: [], zone: 'a' },
      { name: 'v1', runs: [], zone: 'a' },
    ])) as [Node, Node];
    const store = await newStore(join(s3Node.folder, 'objects'), 'backups');
    s3 = await S3Server.start(s3Node, testProgram(`versitygw-${DEFAULT_VERSITYGW}`), store);
    velero = await Velero.start({ ...{ node, plane: live.plane, s3 }, ...VELERO });
    await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    await api.create({
      ...{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1' } },
      metadata: { name: 'assayed', namespace: 'shop' },
    });
  }, 240_000);

  afterAll(async () => {
    await velero.close();
    api.close();
    await live.close();
  });

  test('brings back what was lost, and says what it left', async () => {
    const before = await api.find(CONFIG_MAP);
    const backup = await velero.backup('one', { namespaces: ['shop'], clusterObjects: 'needed' });
    expect(backup).toMatchObject({ phase: 'Completed', errors: 0, reasons: [] });
    await api.done({ method: 'DELETE', path: '/api/v1/namespaces/shop' });
    await until(async () => (await api.find('/api/v1/namespaces/shop')) === undefined, {
      ...{ within: 60_000, every: 100, what: 'the namespace to go' },
    });
    const restore = await velero.restore('one-again', { backup: 'one', existing: 'none' });
    expect(restore).toMatchObject({ phase: 'Completed', errors: 0 });
    const after = await api.find(CONFIG_MAP);
    expect(after).toMatchObject({ data: { a: '1' } });
    expect(after?.metadata['uid']).not.toBe(before?.metadata['uid']);
    expect((await velero.complaints('restore', 'one-again')).warnings).toHaveLength(restore.warnings);
    expect(await velero.logs('restore', 'one-again')).toMatch(/level=info .*configmaps/);
  }, 120_000);

  test('leaves in the bucket what its documentation says', async () => {
    const keys = (await s3.bucket.list()).map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining(['backups/one/velero-backup.json', 'backups/one/one.tar.gz']),
    );
    expect(keys).toEqual(expect.arrayContaining(['restores/one-again/restore-one-again-results.gz']));
  });

  test('of a backup that does not exist says that it cannot', async () => {
    const restore = await velero.restore('nothing', { backup: 'nobody', existing: 'none' });
    expect(restore.phase).toBe('FailedValidation');
    expect(restore.reasons.join()).toContain('nobody');
  }, 60_000);
});
