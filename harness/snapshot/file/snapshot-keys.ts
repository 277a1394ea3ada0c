import { BoltFile } from './bolt-file';
import type { KeyValue } from './key-value';
import { liveKeys } from './live-keys';

/**
 * Does something with the keys that a snapshot holds at its newest revision, in order.
 * @throws DamagedFile where it cannot be read
 */
export async function withKeys<T>(path: string, use: (keys: Iterable<KeyValue>) => Promise<T>): Promise<T> {
  const file = BoltFile.open(path);
  try {
    return await use(liveKeys(file).keys);
  } finally {
    file.close();
  }
}
