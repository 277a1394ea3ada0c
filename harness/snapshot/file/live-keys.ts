import type { BoltFile } from './bolt-file';
import { DamagedFile } from './damaged-file';
import { keyValueOf, type KeyValue } from './key-value';

/** What the bucket of all revisions says. */
export interface Revisions {
  /** The newest. */
  readonly revision: number;
  /** Old values and deletions included. */
  readonly count: number;
  /** Keys that there are at the newest revision, in the order of etcd's ranges: by their bytes. */
  readonly keys: Iterable<KeyValue>;
}

/** 8 bytes for the revision, one between, 8 for the change within it, and a "t" where a key was deleted. */
const REVISION_LENGTH = 17;
const DELETED = 18;

/**
 * Plays all revisions. What is kept of a key meanwhile is where its newest value stands, not the value.
 * Source: etcd, server/storage/mvcc/revision.go.
 */
export function liveKeys(file: BoltFile): Revisions {
  const places = new Map<string, { at: number; length: number }>();
  let count = 0;
  let revision = 0;
  for (const { key, value, at } of file.entries('key')) {
    if (key.length !== REVISION_LENGTH && key.length !== DELETED) {
      throw new DamagedFile(`what stands before byte ${at} is no revision`);
    }
    count += 1;
    revision = revisionIn(key);
    const name = keyValueOf(value).key.toString('latin1');
    if (key.length === DELETED) {
      places.delete(name);
    } else {
      places.set(name, { at, length: value.length });
    }
  }
  return { revision, count, keys: { [Symbol.iterator]: () => inOrder(file, places) } };
}

function revisionIn(key: Buffer): number {
  const revision = key.readBigUInt64BE(0);
  if (revision > Number.MAX_SAFE_INTEGER) {
    throw new DamagedFile(`it has a revision ${revision}, which no cluster reaches`);
  }
  return Number(revision);
}

function* inOrder(
  file: BoltFile,
  places: ReadonlyMap<string, { at: number; length: number }>,
): Generator<KeyValue> {
  // As latin1 a key has one character for each byte, and so sorts like its bytes.
  for (const name of [...places.keys()].sort()) {
    const { at, length } = places.get(name) as { at: number; length: number };
    yield keyValueOf(file.bytesAt(at, length));
  }
}
