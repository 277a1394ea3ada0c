import type { KeyValue } from '../journal/request';
import { sameKeyValue } from './difference';
import { pushTo } from './grouping';
import { boundsIn, compareKeys, type KeySpan } from './key-span';

/** One change of a key: its new state, or the revision that deleted it. A long journal has very many of these. */
type Version = KeyValue | number;

const revisionOf = (version: Version): number => (typeof version === 'number' ? version : version.mod);
const stateOf = (version: Version | undefined): KeyValue | undefined =>
  typeof version === 'number' ? undefined : version;

interface Bounds {
  readonly end: string | undefined;
  readonly first: number;
  readonly last: number;
}

/**
 * etcd's key space with its whole past: built revision by revision, then readable as of any of them.
 * It knows every key that will ever occur beforehand, so that ranges stay cheap.
 */
export class Mvcc {
  private readonly keys: readonly string[];
  /** Of each of the keys, at its place; and by key. */
  private readonly pasts: readonly Version[][];
  private readonly versions = new Map<string, Version[]>();
  private asked: string | undefined;
  private pastOfAsked: Version[] = [];
  private readonly attached = new Map<string, Set<string>>();
  /** Where the span that was asked for last from a key on begins and ends among the keys. */
  private readonly bounds = new Map<string, Bounds>();

  /** @param origin what is there at first */
  constructor(keys: Iterable<string>, origin: readonly KeyValue[] = []) {
    this.keys = [...keys].sort(compareKeys);
    this.pasts = this.keys.map(() => []);
    this.keys.forEach((key, i) => this.versions.set(key, this.pasts[i] as Version[]));
    for (const kv of origin) {
      this.pastOf(kv.key).push(kv);
      if (kv.lease !== undefined) {
        this.attach(kv.key, kv.lease);
      }
    }
  }

  put(key: string, value: string, lease: string | undefined, revision: number): void {
    const versions = this.pastOf(key);
    const before = stateOf(versions.at(-1));
    const create = before === undefined ? revision : before.create;
    const version = before === undefined ? 1 : before.version + 1;
    const kv: KeyValue =
      lease === undefined
        ? { key, value, create, mod: revision, version }
        : { key, value, create, mod: revision, version, lease };
    this.detach(before);
    if (lease !== undefined) {
      this.attach(key, lease);
    }
    versions.push(kv);
  }

  delete(key: string, revision: number): void {
    const versions = this.pastOf(key);
    this.detach(stateOf(versions.at(-1)));
    versions.push(revision);
  }

  /** The key as of a revision; as of the newest where none is given. */
  get(key: string, revision = Infinity): KeyValue | undefined {
    return stateAsOf(this.pastOf(key), revision);
  }

  /** Holds a newest state as the very object that equals it elsewhere: of a long journal there are very many. */
  adopt(kv: KeyValue): void {
    const versions = this.pastOf(kv.key);
    const newest = versions.at(-1);
    if (typeof newest === 'object' && sameKeyValue(newest, kv)) {
      versions[versions.length - 1] = kv;
    }
  }

  /** Existing keys of a span in etcd's order, as of a revision. */
  range(span: KeySpan, revision = Infinity): KeyValue[] {
    if (span.end === undefined) {
      const kv = this.get(span.key, revision);
      return kv === undefined ? [] : [kv];
    }
    const { first, last } = this.boundsOf(span);
    const kvs: KeyValue[] = [];
    for (let i = first; i < last; i += 1) {
      const kv = stateAsOf(this.pasts[i] as Version[], revision);
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
      const versions = this.pastOf(key);
      for (let i = firstAfter(versions, from - 1); i < versions.length; i += 1) {
        const revision = revisionOf(versions[i] as Version);
        if (revision > to) {
          break;
        }
        pushTo(changed, revision, key);
      }
    }
    return changed;
  }

  private boundsOf(span: KeySpan): Bounds {
    let known = this.bounds.get(span.key);
    if (known === undefined || known.end !== span.end) {
      const [first, last] = boundsIn(this.keys, span);
      known = { end: span.end, first, last };
      this.bounds.set(span.key, known);
    }
    return known;
  }

  /** The same key is mostly asked for several times in a row. */
  private pastOf(key: string): Version[] {
    if (key !== this.asked) {
      let past = this.versions.get(key);
      if (past === undefined) {
        past = [];
        this.versions.set(key, past);
      }
      this.asked = key;
      this.pastOfAsked = past;
    }
    return this.pastOfAsked;
  }

  private attach(key: string, lease: string): void {
    const keys = this.attached.get(lease);
    if (keys === undefined) {
      this.attached.set(lease, new Set([key]));
    } else {
      keys.add(key);
    }
  }

  private detach(before: KeyValue | undefined): void {
    if (before?.lease !== undefined) {
      this.attached.get(before.lease)?.delete(before.key);
    }
  }
}

const stateAsOf = (versions: readonly Version[], revision: number): KeyValue | undefined =>
  stateOf(versions[firstAfter(versions, revision) - 1]);

/** The index of the first version after a revision. */
function firstAfter(versions: readonly Version[], revision: number): number {
  const newest = versions.at(-1);
  if (newest === undefined || revisionOf(newest) <= revision) {
    return versions.length;
  }
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (revisionOf(versions[middle] as Version) <= revision) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
