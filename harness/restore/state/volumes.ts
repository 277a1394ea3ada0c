import type { KubernetesObject } from '../api/object';
import { clusterwide, shared, sharedClusterwide } from './kept-objects';
import { MACHINE } from './working-objects';

const CLASS = 'static';
export const DRIVER = 'disks.assay.example';
const SIZE = '1Gi';

/** By what becomes of a volume when its claim has gone. */
export const CLAIMS = { retained: 'retained', deleted: 'deleted' } as const;

const volume = (name: string, persistentVolumeReclaimPolicy: 'Retain' | 'Delete') =>
  sharedClusterwide('v1', 'PersistentVolume', name, {
    spec: {
      ...{ accessModes: ['ReadWriteOnce'], capacity: { storage: SIZE }, storageClassName: CLASS },
      persistentVolumeReclaimPolicy,
      csi: { driver: DRIVER, volumeHandle: name },
    },
  });

const claim = (name: string, volumeName: string) =>
  shared('v1', 'PersistentVolumeClaim', name, {
    spec: {
      ...{ accessModes: ['ReadWriteOnce'], storageClassName: CLASS, volumeName },
      resources: { requests: { storage: SIZE } },
    },
  });

/** Volumes that are there already, claims on them, and what a kubelet says of the drivers on its machine. */
export const VOLUMES: readonly KubernetesObject[] = [
  clusterwide('storage.k8s.io/v1', 'StorageClass', CLASS, {
    ...{ provisioner: 'kubernetes.io/no-provisioner', volumeBindingMode: 'Immediate' },
  }),
  volume('disk-retain', 'Retain'),
  volume('disk-delete', 'Delete'),
  claim(CLAIMS.retained, 'disk-retain'),
  claim(CLAIMS.deleted, 'disk-delete'),
];

export const DRIVERS: KubernetesObject = sharedClusterwide(
  ...(['storage.k8s.io/v1', 'CSINode', String(MACHINE.metadata.name)] as const),
  { spec: { drivers: [{ name: DRIVER, nodeID: 'node-1' }] } },
);

/** What a CSI driver's attacher says once the machine has the volume, said by the harness. */
export const ATTACHED = { status: { attached: true } };
