import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LoadName } from '../../journal/comparison-record';
import { until } from '../../time/until';
import { colocated } from '../../topology/colocated';
import { ClientNumbers } from '../../workload/client-numbers';
import { ApiClient } from '../api-client';
import { ApiProbe } from '../api-probe';
import { liveControlPlane, type LiveControlPlane } from '../testing/live-control-plane';
import { LOAD } from './catalogue';
import type { LoadPlace } from './load';
import { PODS } from './pod';
import { makeStanding } from './standing';

describe('loads on a real API server', () => {
  let live: LiveControlPlane;
  let client: ApiClient;
  let place: LoadPlace;

  beforeAll(async () => {
    live = await liveControlPlane(colocated(1, 'local'));
    const [at] = live.plane.endpoints.values();
    client = new ApiClient(at as string, live.plane.identity, 10_000);
    const { plane, journal } = live;
    place = { plane, journal, numbers: new ClientNumbers(), nodes: 5, pods: 3 };
    await makeStanding(place);
  }, 150_000);

  afterAll(async () => {
    client.close();
    await live.close();
  });

  const calls = (from: number) =>
    live.journal.records.slice(from).flatMap((record) => (record.type === 'api' ? [record] : []));

  /** All calls of a load that goes on until each of these was answered well a few times. */
  async function put(load: LoadName, wanted: readonly string[]) {
    const from = live.journal.records.length;
    const started = await LOAD[load](place);
    await until(
      () =>
        wanted.every(
          (verb) => calls(from).filter((call) => call.verb === verb && (call.code ?? 500) < 300).length >= 3,
        ),
      { within: 30_000, what: `${wanted.join(', ')} of ${load} to be answered` },
    ).finally(() => started.stop());
    return calls(from);
  }

  const names = async (path: string): Promise<string[]> => {
    const { body } = await client.ask({ method: 'GET', path });
    return (body as { items: { metadata: { name: string } }[] }).items.map(({ metadata }) => metadata.name);
  };

  test('pods stand there that nobody schedules', async () => {
    expect(await names(PODS)).toEqual(['standing-1', 'standing-2', 'standing-3']);
  });

  test('node-heartbeats renews leases of nodes, which go with it', async () => {
    const all = await put('node-heartbeats', ['create', 'update']);
    const updates = all.filter(({ verb }) => verb === 'update');
    expect(
      updates.every(
        ({ paced, sent, object }) => paced === true && sent !== undefined && object.startsWith('leases/'),
      ),
    ).toBe(true);
    expect((await names('/api/v1/nodes')).filter((name) => name.startsWith('fake-'))).toEqual([]);
  }, 60_000);

  test('object-churn makes pods and deletes them', async () => {
    await put('object-churn', ['create', 'get', 'delete']);
    expect((await names(PODS)).filter((name) => name.startsWith('churned-'))).toEqual([]);
  }, 60_000);

  test('list-storm lists', async () => {
    const all = await put('list-storm', ['list']);
    expect(all.map(({ verb }) => verb)).toEqual(all.map(() => 'list'));
  }, 60_000);

  test('watch-fanout shows every change to every watch', async () => {
    const all = await put('watch-fanout', ['patch']);
    const watches = all.filter(({ verb }) => verb === 'watch');
    expect(watches).toHaveLength(30);
    // The object as it was at first, and at least the changes that were answered but for the last ones.
    expect(watches.map(({ code, events = 0 }) => code === 200 && events >= 3)).toEqual(
      watches.map(() => true),
    );
  }, 60_000);

  test('a probe asks at a fixed rate', async () => {
    const from = live.journal.records.length;
    const probe = await ApiProbe.start(place);
    await until(() => calls(from).length >= 12, { within: 30_000, what: 'probes to be answered' });
    await probe.stop();
    const dues = calls(from)
      .filter(({ verb }) => verb === 'get')
      .map(({ began }) => began)
      .sort((one, other) => one - other);
    expect(dues.slice(1).map((due, index) => due - (dues[index] as number))).toEqual(
      dues.slice(1).map(() => 200_000),
    );
    expect(new Set(calls(from).map(({ verb }) => verb))).toEqual(new Set(['get', 'list', 'patch']));
  }, 60_000);
});
