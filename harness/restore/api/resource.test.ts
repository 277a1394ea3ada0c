import { expect, test } from '@jest/globals';
import { collectionOf, placeOf, resourcesIn } from './resource';

const LIST = {
  resources: [
    { name: 'deployments', kind: 'Deployment', namespaced: true, verbs: ['list'] },
    { name: 'deployments/scale', kind: 'Scale', namespaced: true, verbs: ['get'] },
  ],
};
const [deployment] = resourcesIn('apps/v1', LIST);

test('parts of objects are no kind of their own', () => {
  expect(resourcesIn('apps/v1', LIST)).toHaveLength(1);
});

test.each([
  ['all of them', undefined, '/apis/apps/v1/deployments'],
  ['those of a namespace', 'shop', '/apis/apps/v1/namespaces/shop/deployments'],
])('%s', (_, namespace, path) => {
  expect(deployment && collectionOf(deployment, namespace)).toBe(path);
});

test('objects of the core group, and of no namespace', () => {
  const node = { apiVersion: 'v1', kind: 'Node', plural: 'nodes', namespaced: false, verbs: [] };
  const object = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'm' } };
  expect(placeOf(node, object)).toBe('/api/v1/nodes');
});

test('an object that names no namespace goes where kubectl puts it', () => {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'm' } };
  expect(deployment && placeOf(deployment, object)).toBe('/apis/apps/v1/namespaces/default/deployments');
});
