import type { BackedUp } from '../../journal/restore-record';
import type { ClusterApi } from '../api/cluster-api';
import type { Objects } from '../fidelity/sight';
import type { Bucket } from '../s3/bucket';
import { NAMESPACE } from '../state/kept-objects';
import { pathOf, pathsIn } from './archive';

interface Saved {
  readonly objects: Objects;
  readonly ours: ReadonlySet<string>;
}

/** What a bucket holds after a backup of the reference state's namespace. @throws S3Error */
export async function backedUp(
  bucket: Bucket,
  api: ClusterApi,
  backup: string,
  { objects, ours }: Saved,
): Promise<BackedUp> {
  const archive = await pathsIn(await bucket.read(`backups/${backup}/${backup}.tar.gz`));
  const kinds = await api.listable();
  const held = new Set(archive);
  const missing = [...ours].filter((identity) => {
    const object = objects.get(identity);
    const kind = kinds.find((one) => one.apiVersion === object?.apiVersion && one.kind === object.kind);
    const { namespace, name = '' } = object?.metadata ?? {};
    return namespace === NAMESPACE && (kind === undefined || !held.has(pathOf(kind, namespace, name)));
  });
  return { backup, stored: await bucket.list(), archive, missing };
}
