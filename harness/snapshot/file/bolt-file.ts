import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { HEAD_LENGTH, PAGE_HEADER, readMeta, type BoltMeta } from './bolt-meta';
import { DamagedFile } from './damaged-file';

/** One key of a bucket. */
export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
  /** Byte of the file at which the value begins. */
  readonly at: number;
}

/** Of the page, as seen from its first byte. */
interface Page {
  readonly bytes: Buffer;
  readonly at: number;
  readonly isLeaf: boolean;
  readonly count: number;
}

const BRANCH = 0x01;
const LEAF = 0x02;
const BUCKET = 0x01;
const ELEMENT = 16;
/** Branches above a leaf; a page holds dozens of them, so that no real tree has more than a few. */
const DEEPEST = 64;

/**
 * A bbolt database, read without bbolt and without a lock: an account of a snapshot that does not come from etcd, and to
 * which etcd's own can be held. Source of the format: go.etcd.io/bbolt, internal/common/page.go and bucket.go.
 * Everything that a damaged file may say is checked before it is believed, so reading one ends, with DamagedFile.
 */
export class BoltFile {
  /** Pages that are read again and again, or claim to be as long as the file, would be read for ever. */
  private bytesLeft: number;

  private constructor(
    private readonly descriptor: number,
    private readonly length: number,
    private readonly meta: BoltMeta,
  ) {
    // Each page once in a walk, and so many walks are never taken.
    this.bytesLeft = 32 * Math.max(length, meta.pageSize);
  }

  /** @throws DamagedFile where it is no database; what the file system says where it cannot be read */
  static open(path: string): BoltFile {
    const descriptor = openSync(path, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const meta = readMeta(readAt(descriptor, 0, Math.min(size, HEAD_LENGTH)));
      return new BoltFile(descriptor, size, meta);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  /** What the database takes up by its own account; a snapshot is as long, and its hash longer. */
  get databaseBytes(): number {
    return this.meta.pages * this.meta.pageSize;
  }

  /** Names of the buckets, in order. */
  buckets(): string[] {
    return [...this.tree(this.page(this.meta.root))].map(({ key }) => key.toString('latin1'));
  }

  /** All entries of a bucket, by key; none where there is no such bucket. */
  *entries(bucket: string): Generator<Entry> {
    for (const { key, value, at, flags } of this.tree(this.page(this.meta.root))) {
      if (flags === BUCKET && key.toString('latin1') === bucket) {
        yield* this.tree(this.bucketRoot(value, at));
      }
    }
  }

  /** Some bytes of the file, as `Entry.at` named them. */
  bytesAt(at: number, length: number): Buffer {
    return this.read(at, length);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** A small bucket has its only page in its own value. */
  private bucketRoot(value: Buffer, at: number): Page {
    if (value.length < ELEMENT) {
      throw new DamagedFile(`the bucket at byte ${at} is cut off`);
    }
    const root = Number(value.readBigUInt64LE(0));
    return root === 0 ? pageOf(value.subarray(ELEMENT), at + ELEMENT) : this.page(root);
  }

  private tree(root: Page): Generator<Entry & { readonly flags: number }> {
    return this.walk(root, new Set(), 0);
  }

  /** @param seen pages of this tree, each of which has one place in it */
  private *walk(page: Page, seen: Set<number>, depth: number): Generator<Entry & { readonly flags: number }> {
    if (seen.has(page.at) || depth > DEEPEST) {
      throw new DamagedFile(`the page at byte ${page.at} is part of a tree that has no end`);
    }
    seen.add(page.at);
    for (let index = 0; index < page.count; index += 1) {
      const from = PAGE_HEADER + index * ELEMENT;
      if (page.isLeaf) {
        yield leafElement(page, from);
      } else {
        const child = Number(part(page, from, ELEMENT).readBigUInt64LE(8));
        yield* this.walk(this.page(child), seen, depth + 1);
      }
    }
  }

  private page(number: number): Page {
    const { pageSize, pages } = this.meta;
    if (!(number >= 2 && number < pages)) {
      throw new DamagedFile(`something in it leads to page ${number}, and it has ${pages}`);
    }
    const at = number * pageSize;
    const header = this.read(at, PAGE_HEADER);
    const length = (header.readUInt32LE(12) + 1) * pageSize;
    if (header.readBigUInt64LE(0) !== BigInt(number) || at + length > this.databaseBytes) {
      throw new DamagedFile(`what stands at byte ${at} is not page ${number}`);
    }
    this.bytesLeft -= length;
    if (this.bytesLeft < 0) {
      throw new DamagedFile(`its pages lead to each other again and again`);
    }
    return pageOf(this.read(at, length), at);
  }

  private read(at: number, length: number): Buffer {
    if (at + length > this.length) {
      throw new DamagedFile(`it ends at byte ${this.length}, and ${at + length} are needed`);
    }
    return readAt(this.descriptor, at, length);
  }
}

function pageOf(bytes: Buffer, at: number): Page {
  const flags = bytes.length < PAGE_HEADER ? 0 : bytes.readUInt16LE(8);
  if (flags !== BRANCH && flags !== LEAF) {
    throw new DamagedFile(`the page at byte ${at} is of no kind that holds keys`);
  }
  return { bytes, at, isLeaf: flags === LEAF, count: bytes.readUInt16LE(10) };
}

function leafElement(page: Page, from: number): Entry & { readonly flags: number } {
  const element = part(page, from, ELEMENT);
  const [flags, offset] = [element.readUInt32LE(0), element.readUInt32LE(4)];
  const [keyLength, valueLength] = [element.readUInt32LE(8), element.readUInt32LE(12)];
  const key = part(page, from + offset, keyLength);
  const value = part(page, from + offset + keyLength, valueLength);
  return { flags, key, value, at: page.at + from + offset + keyLength };
}

function part({ bytes, at }: Page, from: number, length: number): Buffer {
  if (from + length > bytes.length) {
    throw new DamagedFile(`the page at byte ${at} speaks of what lies outside of it`);
  }
  return bytes.subarray(from, from + length);
}

function readAt(descriptor: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const read = readSync(descriptor, bytes, 0, length, at);
  return bytes.subarray(0, read);
}
