import type { KubernetesObject } from '../api/object';
import { clusterwide, NAMESPACE, ours, shared, sharedClusterwide } from './kept-objects';
import { WIDGET_VERSION } from './working-objects';

const GROUP = 'assay.example';
const OLD = 'v1beta1';
export const GADGET_VERSION = `${GROUP}/v1`;
const OLD_GADGET_VERSION = `${GROUP}/${OLD}`;

const version = (name: string, storage: boolean) => ({
  ...{ name, storage, served: true },
  schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
});

/** A kind that is served in two versions, at first kept in the older one. */
export const GADGETS: KubernetesObject = sharedClusterwide(
  ...(['apiextensions.k8s.io/v1', 'CustomResourceDefinition', `gadgets.${GROUP}`] as const),
  {
    spec: {
      ...{ group: GROUP, scope: 'Namespaced' },
      names: { plural: 'gadgets', singular: 'gadget', kind: 'Gadget', listKind: 'GadgetList' },
      versions: [version(OLD, true), version('v1', false)],
    },
  },
);
/** From then on objects are kept in the newer one; those that are there stay as they are. */
export const STORAGE_MOVED = { spec: { versions: [version(OLD, false), version('v1', true)] } };

export const OLD_GADGET = shared(OLD_GADGET_VERSION, 'Gadget', 'old', { spec: { size: 1 } });
export const NEW_GADGET = shared(GADGET_VERSION, 'Gadget', 'new', { spec: { size: 2 } });

/** Where the API server is told to find what it has to ask. */
const BACKEND = { name: 'nothing-behind', namespace: NAMESPACE };
/** A Service behind which nothing is. */
export const NOTHING_BEHIND = ours('v1', 'Service', BACKEND.name, {
  spec: { selector: { app: BACKEND.name }, ports: [{ port: 443 }] },
});

/** A group of kinds that another API server is said to serve. */
export const FOREIGN_API: KubernetesObject = sharedClusterwide(
  ...(['apiregistration.k8s.io/v1', 'APIService', `v1alpha1.foreign.${GROUP}`] as const),
  {
    spec: {
      ...{ group: `foreign.${GROUP}`, version: 'v1alpha1', service: BACKEND, insecureSkipTLSVerify: true },
      ...{ groupPriorityMinimum: 1000, versionPriority: 15 },
    },
  },
);

const GUARDED = 'assay.example/guarded';

/** Nothing so labelled comes in without its consent, and it never answers. */
export const GUARD: KubernetesObject = clusterwide(
  ...(['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'guard'] as const),
  {
    webhooks: [
      {
        ...{ name: `guard.${GROUP}`, failurePolicy: 'Fail', sideEffects: 'None', timeoutSeconds: 2 },
        ...{ admissionReviewVersions: ['v1'], matchPolicy: 'Equivalent', clientConfig: { service: BACKEND } },
        objectSelector: { matchLabels: { [GUARDED]: 'true' } },
        rules: [{ apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], operations: ['CREATE'] }],
      },
    ],
  },
);

const GUARDED_LABEL = { labels: { [GUARDED]: 'true' } };

/** Made before the guard was: one that Velero restores before webhooks, and one that it restores after them. */
export const GUARDED_OBJECTS: readonly KubernetesObject[] = [
  shared('v1', 'ConfigMap', 'guarded', { data: { a: '1' } }, GUARDED_LABEL),
  shared(WIDGET_VERSION, 'Widget', 'guarded', { spec: { size: 3 } }, GUARDED_LABEL),
];

/** What a client tries once all has been restored. */
export const NEW_GUARDED = shared('v1', 'ConfigMap', 'guarded-too', { data: { a: '1' } }, GUARDED_LABEL);
