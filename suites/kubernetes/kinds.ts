/** A kind of objects: where the API has it, where etcd does, and an example without a name. */
export interface Kind {
  readonly kind: string;
  /** Collection in the API; "NS" stands for the namespace. */
  readonly path: string;
  /** Folder of its keys below "/registry/", likewise. */
  readonly folder: string;
  readonly example: Readonly<Record<string, unknown>>;
  /** Whether what is put without a resourceVersion replaces what is there; otherwise that is refused. */
  readonly unconditional: boolean;
}

const POD = { containers: [{ name: 'c', image: 'none.invalid/none' }] };
const LABELS = { app: 'assayed' };
const WORKLOAD = {
  spec: {
    replicas: 0,
    selector: { matchLabels: LABELS },
    template: { metadata: { labels: LABELS }, spec: POD },
  },
};
const RBAC = 'rbac.authorization.k8s.io';
const RULES = { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] };
const ROLE_REF = { roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'view' } };

const core = (plural: string): string => `/api/v1/namespaces/NS/${plural}`;

/** Of the core, apps, batch, policy, RBAC, coordination and scheduling groups, with and without a namespace. */
export const KINDS: readonly Kind[] = [
  one('ConfigMap', core('configmaps'), 'configmaps/NS', { data: { a: '1' } }),
  one('Secret', core('secrets'), 'secrets/NS', { stringData: { a: '1' } }),
  one('ServiceAccount', core('serviceaccounts'), 'serviceaccounts/NS', {}),
  one('Service', core('services'), 'services/specs/NS', { spec: { ports: [{ port: 80 }] } }),
  one('Pod', core('pods'), 'pods/NS', { spec: POD }),
  one('Deployment', '/apis/apps/v1/namespaces/NS/deployments', 'deployments/NS', WORKLOAD),
  one('CronJob', '/apis/batch/v1/namespaces/NS/cronjobs', 'cronjobs/NS', {
    spec: {
      schedule: '0 0 1 1 *',
      suspend: true,
      jobTemplate: { spec: { template: { spec: { ...POD, restartPolicy: 'Never' } } } },
    },
  }),
  one('Role', `/apis/${RBAC}/v1/namespaces/NS/roles`, 'roles/NS', RULES),
  one('RoleBinding', `/apis/${RBAC}/v1/namespaces/NS/rolebindings`, 'rolebindings/NS', ROLE_REF),
  one('ClusterRole', `/apis/${RBAC}/v1/clusterroles`, 'clusterroles', RULES),
  one(
    'Lease',
    '/apis/coordination.k8s.io/v1/namespaces/NS/leases',
    'leases/NS',
    { spec: { holderIdentity: 'nobody' } },
    false,
  ),
  one('PriorityClass', '/apis/scheduling.k8s.io/v1/priorityclasses', 'priorityclasses', { value: 1 }),
  one('PersistentVolume', '/api/v1/persistentvolumes', 'persistentvolumes', {
    spec: {
      capacity: { storage: '1Mi' },
      accessModes: ['ReadWriteOnce'],
      hostPath: { path: '/nowhere' },
    },
  }),
];

function one(
  kind: string,
  path: string,
  folder: string,
  example: Kind['example'],
  unconditional = true,
): Kind {
  return { kind, path, folder, example, unconditional };
}
