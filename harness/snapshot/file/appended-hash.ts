import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

const SHA256 = 32;
/** Databases are whole pages, and so are whole sectors of this size; what is longer by a hash has one. */
const SECTOR = 512;

/** What a file says of its own bytes: `none` where it says nothing. */
export type OwnHash = 'matches' | 'differs' | 'none';

/**
 * Holds a file to the sha256 that `etcdctl snapshot save` puts at its end.
 * Source: etcd, etcdutl/snapshot/v3_snapshot.go, hasChecksum.
 */
export async function ownHash(path: string, bytes: number): Promise<OwnHash> {
  if (bytes % SECTOR !== SHA256) {
    return 'none';
  }
  const whole = createHash('sha256');
  let end = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    const both = Buffer.concat([end, chunk as Buffer]);
    whole.update(both.subarray(0, Math.max(0, both.length - SHA256)));
    end = both.subarray(Math.max(0, both.length - SHA256));
  }
  return whole.digest().equals(end) ? 'matches' : 'differs';
}
