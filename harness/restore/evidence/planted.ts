import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterApi } from '../api/cluster-api';

/** Texts that are nowhere else, and can be looked for. */
export interface Planted {
  /** In a file of a volume. */
  readonly inVolume: string;
  /** In the PersistentVolume itself: the folder that it names. */
  readonly folder: string;
  /** In a ServiceAccount, which is of no kind that is encrypted. */
  readonly inObject: string;
}

/** Of no namespace, or in one that is not part of the reference state. */
const NAMES = { volume: 'planted', account: 'planted' };

/**
 * Makes a static PersistentVolume with a file in its folder, and a ServiceAccount, apart from the reference state.
 * @param parent where the volume's folder is to be
 */
export async function plant(api: ClusterApi, parent: string): Promise<Planted> {
  const [name, inVolume, inObject] = Array.from({ length: 3 }, () => randomBytes(16).toString('hex'));
  const folder = join(parent, `volume-${String(name)}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'file'), String(inVolume));
  await api.create({
    ...{ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: NAMES.volume } },
    spec: {
      ...{ capacity: { storage: '1Mi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'by-hand' },
      ...{ persistentVolumeReclaimPolicy: 'Retain', hostPath: { path: folder } },
    },
  });
  await api.create({
    ...{ apiVersion: 'v1', kind: 'ServiceAccount' },
    metadata: {
      ...{ name: NAMES.account, namespace: 'default' },
      annotations: { 'assay.example/text': String(inObject) },
    },
  });
  return { folder, inVolume: String(inVolume), inObject: String(inObject) };
}
