import { expect, test } from '@jest/globals';
import { createdIn } from './resource-list';

test('what a restore created is told by group, kind and name, and nothing else is', () => {
  const list = {
    'v1/Endpoints': ['shop/inside(created)', 'shop/other(skipped)'],
    'discovery.k8s.io/v1/EndpointSlice': ['shop/inside-1(created)'],
    'rbac.authorization.k8s.io/v1/ClusterRole': ['system:x(created)', 'y(failed)'],
  };
  expect([...createdIn(JSON.stringify(list))]).toEqual([
    'Endpoints shop/inside',
    'discovery.k8s.io EndpointSlice shop/inside-1',
    'rbac.authorization.k8s.io ClusterRole system:x',
  ]);
});
