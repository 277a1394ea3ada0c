import { NODE_PORT } from '../fidelity/cluster-rows';
import type { KubernetesObject } from '../api/object';

export const NAMESPACE = 'shop';
/** On every object that the harness makes and nobody else changes. */
export const OURS = 'assay.example/ours';
/** On objects of no namespace that belong to the state, but that controllers write to as well. */
export const PART = 'assay.example/part';
export const HOLD = 'assay.example/hold';
const EXPLICIT_PORT = 30_080;

const RBAC = 'rbac.authorization.k8s.io';
const RBAC_V1 = `${RBAC}/v1`;
const RULES = [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }];

/** An object of the reference state in its namespace. */
export const ours = (
  apiVersion: string,
  kind: string,
  name: string,
  content: Readonly<Record<string, unknown>> = {},
  metadata: Readonly<Record<string, unknown>> = {},
): KubernetesObject => ({
  ...{ apiVersion, kind },
  metadata: { name, namespace: NAMESPACE, labels: { [OURS]: 'true' }, ...metadata },
  ...content,
});

/** One that others write to as well, or that is looked at by a row of its own. */
export const shared = (
  apiVersion: string,
  kind: string,
  name: string,
  content: Readonly<Record<string, unknown>> = {},
  metadata: Readonly<Record<string, unknown>> = {},
): KubernetesObject => ours(apiVersion, kind, name, content, { labels: {}, ...metadata });

/** One of no namespace that others write to as well. */
export const sharedClusterwide = (
  apiVersion: string,
  kind: string,
  name: string,
  content: Readonly<Record<string, unknown>> = {},
): KubernetesObject => ({
  ...{ apiVersion, kind },
  metadata: { name, labels: { [PART]: 'true' } },
  ...content,
});

/** One of no namespace. */
export const clusterwide = (
  apiVersion: string,
  kind: string,
  name: string,
  content: Readonly<Record<string, unknown>> = {},
): KubernetesObject => ({
  ...{ apiVersion, kind },
  metadata: { name, labels: { [OURS]: 'true' } },
  ...content,
});

const service = (name: string, spec: Readonly<Record<string, unknown>>, chosen?: 'automatic' | 'explicit') =>
  ours(
    ...(['v1', 'Service', name] as const),
    { spec: { selector: { app: name }, ...spec } },
    chosen === undefined ? {} : { annotations: { [NODE_PORT]: chosen } },
  );

const PORT = { port: 80, targetPort: 8080 };

/** What lies in a cluster and is changed by nobody: settings, permissions, limits, services, a lease, a finished schedule. */
export const KEPT: readonly KubernetesObject[] = [
  clusterwide(RBAC_V1, 'ClusterRole', 'shop-reader', { rules: RULES }),
  ours('v1', 'ConfigMap', 'settings', { data: { mode: 'production' }, binaryData: { logo: 'AAECAwQ=' } }),
  ours('v1', 'ConfigMap', 'held', { data: { a: '1' } }, { finalizers: [HOLD] }),
  ours('v1', 'ConfigMap', '', { data: { a: '1' } }, { name: undefined, generateName: 'drawn-' }),
  ours('v1', 'Secret', 'passwords', { stringData: { admin: 'not a secret' } }),
  ours('v1', 'ServiceAccount', 'worker'),
  ours(RBAC_V1, 'Role', 'reader', { rules: RULES }),
  ours(RBAC_V1, 'RoleBinding', 'reader', {
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'worker', namespace: NAMESPACE }],
  }),
  ours('networking.k8s.io/v1', 'NetworkPolicy', 'nobody-comes-in', { spec: { podSelector: {} } }),
  ours('v1', 'ResourceQuota', 'roomy', { spec: { hard: { 'services.loadbalancers': '5' } } }),
  ours('v1', 'LimitRange', 'modest', { spec: { limits: [{ type: 'Container', default: { cpu: '100m' } }] } }),
  service('inside', { ports: [PORT] }),
  service('automatic', { type: 'NodePort', ports: [PORT] }, 'automatic'),
  service('explicit', { type: 'NodePort', ports: [{ ...PORT, nodePort: EXPLICIT_PORT }] }, 'explicit'),
  service('balanced', { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, ports: [PORT] }),
  ours('coordination.k8s.io/v1', 'Lease', 'worker', {
    spec: { holderIdentity: 'worker-1', leaseDurationSeconds: 15, leaseTransitions: 3 },
  }),
  ours('v1', 'Event', 'opened', {
    ...{ type: 'Normal', reason: 'Opened', message: 'the shop is open' },
    involvedObject: { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings', namespace: NAMESPACE },
  }),
];

/** Its clients remember versions of it from after the backup. */
export const CONTENDED = ours('v1', 'ConfigMap', 'contended', { data: { a: 'before' } });

/** What one who leads holds, as long as it renews it. */
const SHIFT = ours('coordination.k8s.io/v1', 'Lease', 'shift', {
  spec: {
    ...{ holderIdentity: 'worker-1', leaseDurationSeconds: 15, leaseTransitions: 3 },
    ...{ acquireTime: '2026-01-01T00:00:00.000000Z', renewTime: '2026-01-01T00:00:10.000000Z' },
  },
});

/** What something happens to after the backup. */
export const DELETED: readonly KubernetesObject[] = [
  ours('v1', 'ConfigMap', 'doomed', { data: { a: '1' } }),
  ours(RBAC_V1, 'Role', 'doomed', { rules: RULES }),
];
export const CHANGED: readonly KubernetesObject[] = [
  ours('v1', 'ConfigMap', 'edited', { data: { a: 'before' } }),
  ours('v1', 'Secret', 'edited', { stringData: { a: 'before' } }),
  CONTENDED,
  SHIFT,
];
export const CREATED: readonly KubernetesObject[] = [
  ours('v1', 'ConfigMap', 'late', { data: { a: '1' } }),
  ours('v1', 'Secret', 'late', { stringData: { a: '1' } }),
];
/** What the changed ones become: each kind has its own words. */
export const EDIT = {
  ConfigMap: { data: { a: 'after' } },
  Secret: { stringData: { a: 'after' } },
  // Whoever held it has gone, and another one leads.
  Lease: { spec: { holderIdentity: 'worker-2', leaseTransitions: 4 } },
} as const;
