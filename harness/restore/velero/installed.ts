import type { S3Server } from '../s3/s3-server';
import { S3_REGION } from '../s3/signature';
import type { KubernetesObject } from '../api/object';

export const VELERO_NAMESPACE = 'velero';
export const LOCATION = 'default';
const SECRET = { name: 'cloud-credentials', key: 'cloud' };
const LABELS = { component: 'velero' };

/**
 * What `velero install` puts beside its kinds, as far as a server that is no pod needs it: the credentials, the location, and a
 * Deployment without replicas, by whose image and presence restores go.
 */
export const installed = (
  { url, bucket, credentials: { accessKey, secretKey } }: Pick<S3Server, 'url' | 'bucket' | 'credentials'>,
  version: string,
): KubernetesObject[] => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: VELERO_NAMESPACE } },
  {
    ...{ apiVersion: 'v1', kind: 'Secret' },
    metadata: { name: SECRET.name, namespace: VELERO_NAMESPACE },
    stringData: {
      [SECRET.key]: `[default]\naws_access_key_id=${accessKey}\naws_secret_access_key=${secretKey}\n`,
    },
  },
  {
    ...{ apiVersion: 'velero.io/v1', kind: 'BackupStorageLocation' },
    metadata: { name: LOCATION, namespace: VELERO_NAMESPACE },
    spec: {
      ...{ provider: 'aws', default: true, credential: SECRET },
      objectStorage: { bucket: bucket.name },
      config: { region: S3_REGION, s3ForcePathStyle: 'true', s3Url: url },
    },
  },
  {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
    metadata: { name: 'velero', namespace: VELERO_NAMESPACE, labels: LABELS },
    spec: {
      ...{ replicas: 0, selector: { matchLabels: LABELS } },
      template: {
        metadata: { labels: LABELS },
        spec: { containers: [{ name: 'velero', image: `velero/velero:v${version}` }] },
      },
    },
  },
];
