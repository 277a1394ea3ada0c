import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { ContentFacts, FileFacts } from './facts';
import { ownHash } from './file/appended-hash';
import { BoltFile } from './file/bolt-file';
import { DamagedFile } from './file/damaged-file';
import { digestKey } from './file/key-value';
import { liveKeys } from './file/live-keys';
import { readSettings } from './file/settings';
import type { Objects } from './objects';

/**
 * Everything that the file itself tells, without etcd.
 * @param objects takes what is Kubernetes' on the way
 * @throws what the file system says where the file cannot be read
 */
export async function readFile(path: string, objects: Objects): Promise<FileFacts> {
  const { size: bytes } = statSync(path);
  const common = { path, bytes, hash: await ownHash(path, bytes) };
  let databaseBytes: number | null = null;
  try {
    const file = BoltFile.open(path);
    try {
      ({ databaseBytes } = file);
      const content = await contentOf(file, objects);
      return { ...common, databaseBytes, content, damage: null };
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof DamagedFile) {
      return { ...common, databaseBytes, content: null, damage: error.message };
    }
    throw error;
  }
}

async function contentOf(file: BoltFile, objects: Objects): Promise<ContentFacts> {
  const settings = readSettings(file);
  const { revision, count, keys } = liveKeys(file);
  const hash = createHash('sha256');
  const leased: Record<string, number> = {};
  let live = 0;
  for (const one of keys) {
    live += 1;
    digestKey(hash, one);
    if (one.lease !== '0') {
      leased[one.lease] = (leased[one.lease] ?? 0) + 1;
    }
    await objects.take(one);
  }
  return {
    revision: Math.max(revision, settings.compactRevision),
    entries: entriesIn(file),
    revisions: count,
    keys: live,
    digest: hash.digest('hex'),
    leased,
    settings,
    kubernetes: objects.facts(),
  };
}

function entriesIn(file: BoltFile): number {
  let count = 0;
  for (const bucket of file.buckets()) {
    for (const entry of file.entries(bucket)) {
      count += entry.key.length > 0 ? 1 : 0;
    }
  }
  return count;
}
