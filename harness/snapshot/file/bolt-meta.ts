import { DamagedFile } from './damaged-file';

/** What a database says of itself in its first pages. Source: go.etcd.io/bbolt, internal/common/meta.go. */
export interface BoltMeta {
  readonly pageSize: number;
  /** Page of the bucket that holds all buckets. */
  readonly root: number;
  /** One more than the highest page in use. */
  readonly pages: number;
  readonly transaction: bigint;
}

export const PAGE_HEADER = 16;
const MAGIC = 0xed0cdaed;
const VERSION = 2;
/** Without the checksum, which is of these bytes. */
const META_LENGTH = 56;
/** Page sizes of the machines that etcd runs on; the second meta page lies one page further on. */
const PAGE_SIZES = [1, 2, 4, 8, 16, 32, 64].map((kibibytes) => kibibytes * 1024);
/** Far more than any disk has room for. */
const MOST_PAGES = 2 ** 36;

/**
 * The newer of the two pages, as bbolt chooses: a page that was being written when the power went has no valid checksum.
 * @param head the first 64 KiB of the file and the page after, or what there is of it
 * @throws DamagedFile
 */
export function readMeta(head: Buffer): BoltMeta {
  const [newest] = [0, ...PAGE_SIZES]
    .flatMap((offset) => metaAt(head, offset) ?? [])
    .sort((one, other) => (one.transaction < other.transaction ? 1 : -1));
  if (newest === undefined) {
    throw new DamagedFile(
      head.length === 0 ? 'it is empty' : 'it has no valid first page of an etcd database',
    );
  }
  return newest;
}

/** How much of a file `readMeta` wants. */
export const HEAD_LENGTH = 64 * 1024 + PAGE_HEADER + META_LENGTH + 8;

function metaAt(head: Buffer, offset: number): BoltMeta | undefined {
  const meta = head.subarray(offset + PAGE_HEADER, offset + PAGE_HEADER + META_LENGTH + 8);
  if (meta.length < META_LENGTH + 8 || meta.readUInt32LE(0) !== MAGIC || meta.readUInt32LE(4) !== VERSION) {
    return undefined;
  }
  if (meta.readBigUInt64LE(META_LENGTH) !== fnv1a(meta.subarray(0, META_LENGTH))) {
    return undefined;
  }
  return {
    pageSize: meta.readUInt32LE(8),
    root: Number(meta.readBigUInt64LE(16)),
    // Whoever claims more than JavaScript can count is not believed either way.
    pages: Math.min(Number(meta.readBigUInt64LE(40)), MOST_PAGES),
    transaction: meta.readBigUInt64LE(48),
  };
}

/** 64 bits. */
function fnv1a(bytes: Buffer): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash;
}
