import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../time/until';
import { colocated } from '../topology/colocated';
import { ApiClient } from './api-client';
import type { Master } from './master';
import { liveControlPlane, type LiveControlPlane } from './testing/live-control-plane';

const PATH = '/api/v1/namespaces/default/configmaps';

describe('a control plane beside its member', () => {
  let live: LiveControlPlane;
  let client: ApiClient;
  let master: Master;

  beforeAll(async () => {
    live = await liveControlPlane(colocated(1, 'local'));
    [master] = live.plane.masters as [Master];
    const [at] = live.plane.endpoints.values();
    client = new ApiClient(at as string, live.plane.identity, 10_000);
  }, 150_000);

  afterAll(async () => {
    client.close();
    await live.close();
  });

  const states = (component: string) =>
    live.journal.records.flatMap((record) =>
      record.type === 'component' && record.component === component ? [record.state] : [],
    );

  test('has come up, each program once, or again where it did not wait for the API server', () => {
    expect(states('kube-apiserver')).toEqual(['started', 'ready']);
    expect(states('kube-scheduler').at(-1)).toBe('ready');
    expect(states('kube-controller-manager').at(-1)).toBe('ready');
  });

  test('keeps its objects in etcd, under the revisions that it calls resourceVersion', async () => {
    const body = { metadata: { name: 'assayed' }, data: { a: '1' } };
    const created = await client.ask({ method: 'POST', path: PATH, body });
    expect(created).toMatchObject({ code: 201 });
    const key = Buffer.from('/registry/configmaps/default/assayed');
    const [member] = live.cluster.members;
    const { kvs } = (await member?.client.kv.range({ key })) ?? { kvs: [] };
    expect(kvs).toHaveLength(1);
    expect(created.body).toMatchObject({ metadata: { resourceVersion: kvs[0]?.mod_revision } });
  });

  test('takes nobody without a certificate', async () => {
    const stranger = new ApiClient(
      [...live.plane.endpoints.values()][0] as string,
      { ...live.plane.identity, certificate: '', key: '' },
      10_000,
    );
    expect(await stranger.ask({ method: 'GET', path: PATH })).toMatchObject({ code: 403 });
    stranger.close();
  });

  test('starts a program again that ended', async () => {
    const before = states('kube-scheduler').length;
    await master.program('kube-scheduler').process?.signal('SIGKILL');
    await until(() => states('kube-scheduler').length === before + 3, {
      within: 30_000,
      what: 'the scheduler to be started again',
    });
    expect(states('kube-scheduler').slice(before)).toEqual(['ended', 'started', 'ready']);
  });

  test('does not start anything of a node that was lost, until it comes back', async () => {
    const before = states('kube-apiserver').length;
    const lost = await master.lose();
    expect(lost.map(({ name }) => name).sort()).toEqual([
      'kube-apiserver',
      'kube-controller-manager',
      'kube-scheduler',
    ]);
    expect(await Promise.all(lost.map((program) => program.state()))).toEqual(['gone', 'gone', 'gone']);
    expect(master.isReady).toBe(false);
    expect(states('kube-apiserver').slice(before)).toEqual(['ended']);
    master.comeBack();
    await until(() => master.isReady, { within: 60_000, what: 'the control plane to answer again' });
    expect(states('kube-apiserver').slice(before)).toEqual(['ended', 'started', 'ready']);
    expect(await client.ask({ method: 'GET', path: `${PATH}/assayed` })).toMatchObject({ code: 200 });
  }, 90_000);
});
