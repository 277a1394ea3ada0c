import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BoltFile } from './bolt-file';
import { DamagedFile } from './damaged-file';

const PAGE = 4096;
const BRANCH = 1;
const ROOT = 3;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'etcd-assay-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function checksum(bytes: Buffer): bigint {
  return bytes.reduce(
    (hash, byte) => BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n),
    0xcbf29ce484222325n,
  );
}

/** The first page of a database, which claims so many. */
function metaPage(pages: bigint): Buffer {
  const page = Buffer.alloc(PAGE);
  const meta = page.subarray(16);
  [0xed0cdaed, 2, PAGE].forEach((word, index) => meta.writeUInt32LE(word, 4 * index));
  meta.writeBigUInt64LE(BigInt(ROOT), 16);
  meta.writeBigUInt64LE(pages, 40);
  meta.writeBigUInt64LE(checksum(meta.subarray(0, 56)), 56);
  return page;
}

/** A page of branches that lead to others. */
function branchPage(number: number, children: readonly number[]): Buffer {
  const page = Buffer.alloc(PAGE);
  page.writeBigUInt64LE(BigInt(number), 0);
  page.writeUInt16LE(BRANCH, 8);
  page.writeUInt16LE(children.length, 10);
  children.forEach((child, index) => page.writeBigUInt64LE(BigInt(child), 16 + 16 * index + 8));
  return page;
}

/** A database whose pages from the root on are branches to such others. */
function forged(branches: readonly (readonly number[])[], claimed = BigInt(ROOT + branches.length)): string {
  const path = join(folder, 'forged.db');
  const empty = Buffer.alloc((ROOT - 1) * PAGE);
  const pages = branches.map((children, index) => branchPage(ROOT + index, children));
  writeFileSync(path, Buffer.concat([metaPage(claimed), empty, ...pages]));
  return path;
}

describe('a database whose pages lead', () => {
  const chain = (length: number) => Array.from({ length }, (_, index) => [ROOT + index + 1]);
  const twice = Array.from({ length: 40 }, (_, index) => [ROOT + index + 1, ROOT + index + 1]);

  test.each([
    ['to themselves', forgedLater([[ROOT]]), 'has no end'],
    ['in a circle', forgedLater([[ROOT + 1], [ROOT]]), 'has no end'],
    ['twice to the same, again and again', forgedLater([...twice, []]), 'has no end'],
    ['deeper than any real one', forgedLater([...chain(200), []]), 'has no end'],
    ['beyond the file, whatever it claims', forgedLater([[ROOT + 7]], 2n ** 60n), 'are needed'],
  ])('%s is damaged, and reading it ends', (_, make, words) => {
    const file = BoltFile.open(make());
    try {
      expect(() => file.buckets()).toThrow(DamagedFile);
      expect(() => file.buckets()).toThrow(words);
    } finally {
      file.close();
    }
  });
});

function forgedLater(...of: Parameters<typeof forged>): () => string {
  return () => forged(...of);
}
