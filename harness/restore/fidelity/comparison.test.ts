import { expect, test } from '@jest/globals';
import type { KubernetesObject } from '../api/object';
import { commonFields, compared } from './comparison';
import { byIdentity } from './sight';

const map = (name: string, data: object, labels: object = {}): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', data },
  metadata: { name, namespace: 'shop', labels },
});

const before = byIdentity([map('a', { x: 1 }), map('b', { x: 1 }), map('c', { x: 1 }), map('gone', {})]);
const after = byIdentity([
  map('a', { x: 1 }),
  map('b', { x: 2 }, { 'velero.io/name': 'r' }),
  map('c', { x: 3 }),
  map('new', {}),
]);

test('every object is identical, changed, lost or added', () => {
  const comparison = compared(before, after);
  expect(comparison).toMatchObject({
    identical: 1,
    changed: [{ object: 'ConfigMap shop/b' }, { object: 'ConfigMap shop/c' }],
    lost: ['ConfigMap shop/gone'],
    added: ['ConfigMap shop/new'],
  });
  expect(comparison.changed[1]?.fields).toEqual([
    { field: 'data.x', became: 'changed', before: '1', after: '3' },
  ]);
});

test('fields are counted once an object, those of most objects first', () => {
  expect(commonFields(compared(before, after))).toEqual([
    { field: 'data.x', became: 'changed', objects: 2 },
    { field: 'metadata.labels', became: 'lost', objects: 1 },
    { field: "metadata.labels.''", became: 'added', objects: 1 },
  ]);
});

test('long values are cut', () => {
  const long = compared(byIdentity([map('a', { x: 'y'.repeat(999) })]), byIdentity([map('a', {})]));
  expect(long.changed[0]?.fields.find(({ field }) => field === 'data.x')?.before).toHaveLength(160);
});
