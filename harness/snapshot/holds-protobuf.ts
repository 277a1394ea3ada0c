import { DamagedFile } from './file/damaged-file';
import { REGISTRY, storedObject } from './file/kubernetes-objects';
import { withKeys } from './file/snapshot-keys';

/** Whether a snapshot holds an object that only Kubernetes' own types explain; false where it cannot be read. */
export async function holdsProtobuf(path: string): Promise<boolean> {
  try {
    return await withKeys(path, (keys) => {
      for (const one of keys) {
        if (one.key.toString('latin1').startsWith(REGISTRY) && storedObject(one).form === 'protobuf') {
          return Promise.resolve(true);
        }
      }
      return Promise.resolve(false);
    });
  } catch (error) {
    if (error instanceof DamagedFile) {
      return false;
    }
    throw error;
  }
}
