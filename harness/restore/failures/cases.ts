import type { KubernetesObject } from '../api/object';
import { VELERO_NAMESPACE } from '../velero/installed';
import type { FailureCase, Scene } from './case';
import { lookAtClaim, lookAtCustomResource, lookAtPod } from './looks';

const object = (
  [apiVersion, kind, name, namespace]: readonly [string, string, string, string?],
  content: Readonly<Record<string, unknown>> = {},
): KubernetesObject => ({
  ...{ apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } },
  ...content,
});

const pod = (namespace: string, spec: object = {}, cpu = '100m'): KubernetesObject =>
  object(['v1', 'Pod', 'worker', namespace], {
    spec: {
      containers: [{ name: 'c', image: 'none.invalid/none', resources: { requests: { cpu } } }],
      ...spec,
    },
  });

const GROUP = 'failing.example';
/** The kind that a case loses: defined before Velero starts. */
export const GADGETS = object(['apiextensions.k8s.io/v1', 'CustomResourceDefinition', `gadgets.${GROUP}`], {
  spec: {
    ...{ group: GROUP, scope: 'Namespaced' },
    names: { plural: 'gadgets', singular: 'gadget', kind: 'Gadget', listKind: 'GadgetList' },
    versions: [
      {
        ...{ name: 'v1', served: true, storage: true },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});
const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';

/** A class without a provisioner, and a free volume of it. */
const storage = (name: string, policy: string): KubernetesObject[] => [
  object(['storage.k8s.io/v1', 'StorageClass', name], { provisioner: 'kubernetes.io/no-provisioner' }),
  object(['v1', 'PersistentVolume', `of-${name}`], {
    spec: {
      ...{ capacity: { storage: '1Mi' }, accessModes: ['ReadWriteOnce'], storageClassName: name },
      ...{ persistentVolumeReclaimPolicy: policy, hostPath: { path: `/none/${name}` } },
    },
  }),
];

const remove = async ({ api }: Scene, path: string): Promise<void> => {
  await api.done({ method: 'DELETE', path });
};

const enforce = async ({ api }: Scene, namespace: string, level: string): Promise<void> => {
  await api.done({
    ...{ method: 'PATCH', path: `/api/v1/namespaces/${namespace}` },
    contentType: 'application/merge-patch+json',
    body: { metadata: { labels: { 'pod-security.kubernetes.io/enforce': level } } },
  });
};

/** Every failure that is provoked, by the namespace that it is provoked in. */
export const CASES: Readonly<Record<string, FailureCase>> = {
  'no-account': {
    group: 'order',
    case: 'a pod without its ServiceAccount',
    objects: [
      object(['v1', 'ServiceAccount', 'worker', 'no-account']),
      pod('no-account', { serviceAccountName: 'worker' }),
    ],
    wish: { without: ['serviceaccounts'] },
    look: (api) => lookAtPod(api, 'no-account'),
    cure: 'restored once more, with ServiceAccounts',
    again: {},
  },
  'no-kind': {
    group: 'order',
    case: 'a custom resource without its definition',
    objects: [object([`${GROUP}/v1`, 'Gadget', 'first', 'no-kind'], { spec: { size: 1 } })],
    lose: async (scene) => {
      await remove(
        scene,
        `/apis/apiextensions.k8s.io/v1/${DEFINITIONS.split('.', 1).join()}/gadgets.${GROUP}`,
      );
      // It would go on waiting for objects of a kind that it remembers.
      await scene.velero.restart();
    },
    wish: { without: [DEFINITIONS] },
    look: (api) => lookAtCustomResource(api, `/apis/${GROUP}/v1/namespaces/no-kind/gadgets/first`),
    cure: 'restored once more, with the definition',
    again: {},
  },
  'too-large': {
    group: 'node resources',
    case: 'a pod that asks for more than any node has',
    objects: [pod('too-large', {}, '3')],
    change: ({ node }) => node.resize(2),
    look: (api) => lookAtPod(api, 'too-large'),
    cure: 'a node with more processors',
    mend: ({ node }) => node.resize(8),
  },
  'no-class': {
    group: 'storage class',
    case: 'a claim of a class that is not there',
    objects: [
      ...storage('fast', 'Delete'),
      object(['v1', 'PersistentVolumeClaim', 'data', 'no-class'], {
        spec: {
          ...{ accessModes: ['ReadWriteOnce'], storageClassName: 'fast' },
          resources: { requests: { storage: '1Mi' } },
        },
      }),
    ],
    change: async ({ api }) => {
      for (const one of storage('slow', 'Retain')) {
        await api.create(one);
      }
    },
    wish: { without: ['storageclasses.storage.k8s.io'] },
    look: (api) => lookAtClaim(api, 'no-class'),
    cure: 'the claim removed, and restored once more with a ConfigMap of change-storage-class, fast to slow',
    mend: async (scene) => {
      await remove(scene, '/api/v1/namespaces/no-class/persistentvolumeclaims/data');
      await scene.api.create({
        ...{ apiVersion: 'v1', kind: 'ConfigMap', data: { fast: 'slow' } },
        metadata: {
          ...{ name: 'change-storage-class', namespace: VELERO_NAMESPACE },
          labels: { 'velero.io/plugin-config': '', 'velero.io/change-storage-class': 'RestoreItemAction' },
        },
      });
    },
    again: { without: ['storageclasses.storage.k8s.io'] },
  },
  restricted: {
    group: 'policy',
    case: 'a pod that Pod Security "restricted" refuses',
    objects: [pod('restricted')],
    change: (scene) => enforce(scene, 'restricted', 'restricted'),
    look: (api) => lookAtPod(api, 'restricted'),
    cure: 'the namespace labelled "privileged", and restored once more',
    mend: (scene) => enforce(scene, 'restricted', 'privileged'),
    again: {},
  },
};
