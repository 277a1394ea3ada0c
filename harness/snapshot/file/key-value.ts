import type { Hash } from 'node:crypto';
import { Message } from './protobuf';

/** One key as etcd keeps it. Revisions and leases are decimal, as clients get them. */
export interface KeyValue {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly created: string;
  readonly modified: string;
  readonly version: string;
  /** "0" for none. */
  readonly lease: string;
}

/** Source: etcd, api/mvccpb/kv.proto. */
export function keyValueOf(bytes: Buffer): KeyValue {
  const message = Message.of(bytes);
  return {
    key: message.bytes(1),
    value: message.bytes(5),
    created: String(message.number(2)),
    modified: String(message.number(3)),
    version: String(message.number(4)),
    lease: String(message.number(6)),
  };
}

/**
 * Lets a key count in the digest of a whole content. Whoever digests the same keys in the same order, wherever they come
 * from, gets the same digest.
 */
export function digestKey(hash: Hash, { key, value, created, modified, version, lease }: KeyValue): void {
  // Lengths in front: no two contents give the same bytes.
  hash.update(`${key.length} ${value.length} ${created} ${modified} ${version} ${lease}\n`);
  hash.update(key);
  hash.update(value);
}
