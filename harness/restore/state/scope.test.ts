import { expect, test } from '@jest/globals';
import type { ClusterApi } from '../api/cluster-api';
import type { KubernetesObject } from '../api/object';
import { OURS } from './kept-objects';
import { readScope, readStill } from './scope';

const object = (kind: string, name: string, metadata: object, apiVersion = 'v1'): KubernetesObject => ({
  ...{ apiVersion, kind },
  metadata: { name, uid: name, resourceVersion: '1', ...metadata },
});
const inShop = { namespace: 'shop' };

/** An API server that shows one list of objects after another, and then the last one for ever. */
function showing(...reads: readonly (readonly KubernetesObject[])[]): ClusterApi & { asked: number } {
  const api = {
    asked: 0,
    listable: () => Promise.resolve(['all']),
    list: () => Promise.resolve(reads[Math.min(api.asked++, reads.length - 1)]),
  };
  return api as unknown as ClusterApi & { asked: number };
}

test('what belongs to the state is read, and nothing else', async () => {
  const api = showing([
    object('ConfigMap', 'a', inShop),
    object('ConfigMap', 'b', { namespace: 'kube-system' }),
    object('Node', 'c', { labels: { [OURS]: 'true' } }),
    object('Node', 'd', {}),
  ]);
  expect([...(await readScope(api)).keys()].sort()).toEqual(['ConfigMap shop/a', 'Node c']);
});

test('an object that two groups serve is one object, of the group that comes first', async () => {
  const api = showing([object('Event', 'e', inShop), object('Event', 'e', inShop, 'events.k8s.io/v1')]);
  expect([...(await readScope(api)).keys()]).toEqual(['Event shop/e']);
});

test('a state that moves is read until it does not, and until it is what it has to be', async () => {
  const version = (resourceVersion: string) => [object('ConfigMap', 'a', { ...inShop, resourceVersion })];
  const moving = showing(version('1'), version('2'), version('3'));
  await readStill(moving);
  expect(moving.asked).toBe(4);
  let done = 0;
  await readStill(showing(version('1')), () => (done += 1) === 2);
  expect(done).toBe(2);
});

test('events and leases, which always move, are not waited for', async () => {
  const version = (resourceVersion: string) => [
    object('ConfigMap', 'a', inShop),
    object('Event', 'e', { ...inShop, resourceVersion }),
  ];
  const moving = showing(version('1'), version('2'), version('3'), version('4'));
  await readStill(moving);
  expect(moving.asked).toBe(2);
});
