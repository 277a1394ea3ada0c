import { describe, expect, test } from '@jest/globals';
import { ENDPOINT_ROWS } from './endpoint-rows';
import { NOT_MEASURED } from './row';
import { measuredIn, object } from './testing/measured';

const service = (name: string, spec: object) => object('v1', 'Service', name, { spec });
const endpoints = (name: string, ip?: string, metadata = {}) =>
  object('v1', 'Endpoints', name, ip === undefined ? {} : { subsets: [{ addresses: [{ ip }] }] }, metadata);
const slice = (name: string, of: string, endpoint?: object, by = 'somebody') =>
  object(
    ...(['discovery.k8s.io/v1', 'EndpointSlice', name] as const),
    { endpoints: endpoint === undefined ? null : [endpoint] },
    { labels: { 'kubernetes.io/service-name': of, 'endpointslice.kubernetes.io/managed-by': by } },
  );
const ready = (address: string) => ({ addresses: [address], conditions: { ready: true } });

const POD = '10.0.0.1';
const OUTSIDE = '203.0.113.7';
const SERVICES = [
  ...[service('inside', { selector: { app: 'inside' } }), service('external', {})],
  object('v1', 'Pod', 'server', { status: { podIP: POD } }),
];
const BY_HAND = [endpoints('external', OUTSIDE), slice('external-1', 'external', ready(OUTSIDE))];
const MANAGED = [endpoints('inside', POD), slice('inside-1', 'inside', ready(POD))];
const MIRRORED = slice(
  ...(['external-2', 'external', ready(OUTSIDE), 'endpointslicemirroring-controller.k8s.io'] as const),
);
const BEFORE = [...SERVICES, ...BY_HAND, ...MANAGED, MIRRORED];
const restored = new Set(['Endpoints shop/inside', 'Endpoints shop/external']);

const measured = (after: Parameters<typeof measuredIn>[3], more = {}) =>
  measuredIn(ENDPOINT_ROWS, 20, BEFORE, [...SERVICES, ...after], more);

test('what leads to pods that are gone is stale, and what leads elsewhere is not', () => {
  const { measured: said, evidence } = measured([...BY_HAND, ...MANAGED]);
  expect(said).toBe('= stale');
  expect(evidence).toBe(
    "controllers' 2: 2 lead where they did, 2 identical, 2 lead to pods that are gone; " +
      'by hand 2: 2 lead where they did, 2 identical, 0 lead to pods that are gone',
  );
});

describe('what controllers made and Velero restored is collected', () => {
  test.each([
    ['emptied', [endpoints('inside'), slice('inside-2', 'inside')]],
    ['no longer ready', [slice('inside-1', 'inside', { ...ready(POD), conditions: { ready: false } })]],
    ['gone', []],
  ])('%s', (_, managed) => {
    expect(measured([...BY_HAND, ...managed], { restored }).measured).toBe('restored, then collected');
  });
});

test('what nobody restored is lost, not collected', () => {
  expect(measured(BY_HAND).measured).toBe('∅');
});

test('what was written by hand is told where it does not come back', () => {
  expect(measured(MANAGED).measured).toBe('= stale / by hand ∅');
  const elsewhere = [endpoints('external', '203.0.113.8'), ...BY_HAND.slice(1)];
  expect(measured([...elsewhere, ...MANAGED]).measured).toBe('= stale / by hand ≠');
});

test('another uid is no other address', () => {
  const anew = [endpoints('inside', POD, { uid: 'new' }), ...MANAGED.slice(1)];
  expect(measured([...BY_HAND, ...anew]).measured).toBe('= stale');
  const elsewhere = [endpoints('inside', '10.0.0.2'), ...MANAGED.slice(1)];
  expect(measured([...BY_HAND, ...elsewhere]).measured).toBe('≠ stale');
});

test('what leads nowhere to begin with is not looked at', () => {
  expect(measuredIn(ENDPOINT_ROWS, 20, SERVICES, SERVICES).measured).toBe(NOT_MEASURED);
});
