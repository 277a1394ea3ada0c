import type { KeyValue } from '../journal/request';
import { pushTo } from './grouping';
import { boundsIn, compareKeys, type KeySpan } from './key-span';

/** One change of a key; `kv` is absent where the change deleted it. */
interface Version {
  readonly revision: number;
  readonly kv: KeyValue | undefined;
}

/**
 * etcd's key space with its whole past: built revision by revision, then readable as of any of them.
 * It knows every key that will ever occur beforehand, so that ranges stay cheap.
 */
export class Mvcc {
  private readonly keys: readonly string[];
  private readonly versions = new Map<string, Version[]>();
  private readonly attached = new Map<string, Set<string>>();

  constructor(keys: Iterable<string>) {
    this.keys = [...new Set(keys)].sort(compareKeys);
  }

  put(key: string, value: string, lease: string | undefined, revision: number): void {
    const before = this.get(key);
    this.change(key, revision, {
      key,
      value,
      create: before?.create ?? revision,
      mod: revision,
      version: (before?.version ?? 0) + 1,
      ...(lease === undefined ? {} : { lease }),
    });
  }

  delete(key: string, revision: number): void {
    this.change(key, revision, undefined);
  }

  /** The key as of a revision; as of the newest where none is given. */
  get(key: string, revision = Infinity): KeyValue | undefined {
    const versions = this.versions.get(key);
    if (versions === undefined) {
      return undefined;
    }
    return versions[firstAfter(versions, revision) - 1]?.kv;
  }

  /** Existing keys of a span in etcd's order, as of a revision. */
  range(span: KeySpan, revision = Infinity): KeyValue[] {
    const [first, last] = boundsIn(this.keys, span);
    const kvs: KeyValue[] = [];
    for (let i = first; i < last; i += 1) {
      const kv = this.get(this.keys[i] ?? '', revision);
      if (kv !== undefined) {
        kvs.push(kv);
      }
    }
    return kvs;
  }

  /** Keys that a lease's end would delete now. */
  keysOf(lease: string): ReadonlySet<string> {
    return this.attached.get(lease) ?? new Set();
  }

  /** Which keys of a span each revision of [from, to] changed. */
  changes(span: KeySpan, from: number, to: number): Map<number, string[]> {
    const [first, last] = boundsIn(this.keys, span);
    const changed = new Map<number, string[]>();
    for (const key of this.keys.slice(first, last)) {
      const versions = this.versions.get(key) ?? [];
      for (let i = firstAfter(versions, from - 1); i < versions.length; i += 1) {
        const { revision } = versions[i] as Version;
        if (revision > to) {
          break;
        }
        pushTo(changed, revision, key);
      }
    }
    return changed;
  }

  private change(key: string, revision: number, kv: KeyValue | undefined): void {
    const before = this.get(key)?.lease;
    if (before !== undefined) {
      this.attached.get(before)?.delete(key);
    }
    if (kv?.lease !== undefined) {
      const keys = this.attached.get(kv.lease);
      if (keys === undefined) {
        this.attached.set(kv.lease, new Set([key]));
      } else {
        keys.add(key);
      }
    }
    pushTo(this.versions, key, { revision, kv });
  }
}

/** The index of the first version after a revision. */
function firstAfter(versions: readonly Version[], revision: number): number {
  const newest = versions.at(-1);
  if (newest === undefined || newest.revision <= revision) {
    return versions.length;
  }
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((versions[middle] as Version).revision <= revision) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
