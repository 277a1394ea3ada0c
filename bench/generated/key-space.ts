import type { WatchEvent } from '../../harness/journal/record';
import type { KeyValue } from '../../harness/journal/request';

const GROUPS = 1_000;
/** Keys of a group, which a range reads together. */
const MEMBERS = 10;

/** The key of this number, in one of a thousand groups. */
export const keyOf = (number: number): string =>
  `group/${String(number % GROUPS).padStart(4, '0')}/${Math.floor(number / GROUPS) % MEMBERS}`;

export const groupOf = (key: string): { readonly key: string; readonly end: string } => {
  const prefix = key.slice(0, -1);
  return { key: prefix, end: `${prefix.slice(0, -1)}0` };
};

/** A correct key space of ten thousand keys, just large enough to answer a million operations quickly. */
export class KeySpace {
  revision = 1;
  private readonly kvs = new Map<string, KeyValue>();
  private readonly attached = new Map<string, Set<string>>();
  private events: WatchEvent[] = [];

  get(key: string): KeyValue | undefined {
    return this.kvs.get(key);
  }

  group(key: string): KeyValue[] {
    const { key: prefix } = groupOf(key);
    return Array.from({ length: MEMBERS }, (_, i) => this.kvs.get(`${prefix}${i}`)).filter(
      (kv) => kv !== undefined,
    );
  }

  /** Part of the revision that `commit` makes. */
  put(key: string, value: string, lease?: string): void {
    const prev = this.kvs.get(key);
    const mod = this.revision + 1;
    const put: KeyValue = {
      key,
      value,
      create: prev?.create ?? mod,
      mod,
      version: (prev?.version ?? 0) + 1,
      ...(lease === undefined ? {} : { lease }),
    };
    this.detach(prev);
    if (lease !== undefined) {
      this.attached.set(lease, (this.attached.get(lease) ?? new Set()).add(key));
    }
    this.kvs.set(key, put);
    this.events.push(prev === undefined ? { put } : { put, prev });
  }

  /** Part of the revision that `commit` makes. @returns how many keys went */
  delete(key: string): number {
    const prev = this.kvs.get(key);
    if (prev === undefined) {
      return 0;
    }
    this.detach(prev);
    this.kvs.delete(key);
    this.events.push({ delete: { key, mod: this.revision + 1 }, prev });
    return 1;
  }

  revoke(lease: string): void {
    [...(this.attached.get(lease) ?? [])].forEach((key) => this.delete(key));
  }

  /** What the new revision changed; nothing where there is none. */
  commit(): readonly WatchEvent[] {
    const { events } = this;
    if (events.length > 0) {
      this.events = [];
      this.revision += 1;
    }
    return events;
  }

  private detach(kv: KeyValue | undefined): void {
    if (kv?.lease !== undefined) {
      this.attached.get(kv.lease)?.delete(kv.key);
    }
  }
}
