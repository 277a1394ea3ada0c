import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster } from '../../cluster/cluster';
import { OLD_ENOUGH, killed } from './data-folder';

/**
 * The last records of a follower's write-ahead log are gone, as on a disk that lied about flushing. Cutting
 * bytes off the file would remove only preallocated zeros, so used records are overwritten with zeros.
 */
export async function walTail(cluster: Cluster): Promise<void> {
  const [follower] = await cluster.followers();
  if (follower === undefined) {
    throw new Error('needs a follower');
  }
  await killed(follower);
  const folder = join(follower.dataDir, 'member', 'wal');
  const newest = (await readdir(folder))
    .filter((name) => name.endsWith('.wal'))
    .sort()
    .at(-1);
  await cutRecords(join(folder, newest as string), OLD_ENOUGH);
  await cluster.restart(follower);
}

/** Overwrites the last `count` records of a WAL file with zeros, up to the end of the file. */
async function cutRecords(path: string, count: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const content = Buffer.alloc(size);
    await file.read(content, 0, size, 0);
    const starts = recordStarts(content);
    if (starts.length <= count) {
      throw new Error(`${path} holds only ${starts.length} records, ${count} were to be cut`);
    }
    const from = starts[starts.length - count] as number;
    await file.write(Buffer.alloc(size - from), 0, size - from, from);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Offsets of the used records. A record is an 8-byte little-endian length, of which the low 56 bits are the
 * length and the low 3 bits of the top byte, where its sign bit is set, the padding to 8 bytes; then the
 * data. A length of zero ends the used part. Source: etcd's server/storage/wal/encoder.go and decoder.go.
 */
function recordStarts(content: Buffer): number[] {
  const starts: number[] = [];
  let at = 0;
  while (at + 8 <= content.length) {
    const field = content.readBigUInt64LE(at);
    if (field === 0n) {
      break;
    }
    starts.push(at);
    const padding = field >> 63n === 1n ? Number((field >> 56n) & 7n) : 0;
    at += 8 + Number(field & 0xff_ffff_ffff_ffffn) + padding;
  }
  return starts;
}
