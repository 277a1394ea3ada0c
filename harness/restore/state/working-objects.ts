import type { KubernetesObject } from '../api/object';
import { clusterwide, HOLD, NAMESPACE, OURS, ours } from './kept-objects';

const GROUP = 'assay.example';
export const WIDGET_VERSION = `${GROUP}/v1`;

/** A kind of the state's own, with a status that only its subresource may write. */
export const WIDGETS: KubernetesObject = clusterwide(
  'apiextensions.k8s.io/v1',
  'CustomResourceDefinition',
  `widgets.${GROUP}`,
  {
    spec: {
      ...{ group: GROUP, scope: 'Namespaced' },
      names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
      versions: [
        {
          ...{ name: 'v1', served: true, storage: true, subresources: { status: {} } },
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  },
);

export const WIDGET: KubernetesObject = ours(
  ...([WIDGET_VERSION, 'Widget', 'first'] as const),
  { spec: { size: 1 } },
  { finalizers: [HOLD] },
);

/** An object that goes with another one. */
export const ownedBy = ({ apiVersion, kind, metadata }: KubernetesObject): KubernetesObject =>
  ours(
    ...(['v1', 'ConfigMap', 'owned'] as const),
    { data: { a: '1' } },
    { ownerReferences: [{ apiVersion, kind, name: metadata.name, uid: metadata['uid'] }] },
  );

/** One that its finalizer keeps from going. */
export const LEAVING: KubernetesObject = {
  ...ours('v1', 'ConfigMap', 'leaving', { data: { a: '1' } }, { finalizers: [HOLD] }),
};

const POD = {
  // No kubelet runs, so that it is never pulled.
  containers: [{ name: 'c', image: 'none.invalid/none' }],
};
const LABELS = { app: 'web' };

/** What controllers work on: theirs, so that it is not among the harness's own. */
export const WORKED_ON: readonly KubernetesObject[] = [
  {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: NAMESPACE } },
    spec: {
      ...{ replicas: 2, selector: { matchLabels: LABELS } },
      template: { metadata: { labels: LABELS }, spec: POD },
    },
  },
  {
    ...{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'once', namespace: NAMESPACE } },
    spec: { template: { spec: { ...POD, restartPolicy: 'Never' } } },
  },
];

/** A machine that there is not; nothing is to be put on it. */
export const MACHINE: KubernetesObject = {
  ...{ apiVersion: 'v1', kind: 'Node' },
  metadata: {
    ...{ name: 'machine-1', labels: { [OURS]: 'true' } },
    // A kubelet's: that it leaves volumes to the controllers.
    annotations: { 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
  },
  spec: { unschedulable: true },
};

/** Statuses that no controller of the cluster fills. */
export const WIDGET_STATUS = { status: { phase: 'Ready', observed: 2 } };
export const BALANCED_STATUS = { status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } };
export const MACHINE_STATUS = {
  status: {
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'said by the harness' }],
  },
};
