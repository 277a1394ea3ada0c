import type { IEvent, IKeyValue, IRangeResponse, IResponseOp } from 'etcd3';
import { isUtf8 } from 'node:buffer';
import { digestOfValue } from '../journal/long-values';
import type { WatchEvent } from '../journal/record';
import type { BranchResponse, KeyValue } from '../journal/request';

/** etcd's answers in the journal's words. int64 arrive as strings; revisions stay exact below 2^53. */
function decodeKeyValue(kv: IKeyValue): KeyValue {
  return {
    key: kv.key.toString('utf8'),
    value: textOf(kv.value),
    create: Number(kv.create_revision),
    mod: Number(kv.mod_revision),
    version: Number(kv.version),
    ...(kv.lease === '0' ? {} : { lease: kv.lease }),
  };
}

/** A value that is no text, such as those of Kubernetes, stands as its length and a digest, the same everywhere. */
function textOf(value: Buffer): string {
  return isUtf8(value) ? value.toString('utf8') : `(${value.length} bytes, sha256 ${digestOfValue(value)})`;
}

export function decodeRange({ kvs, count, more }: IRangeResponse): {
  kvs: KeyValue[];
  count: number;
  more?: true;
} {
  return { kvs: kvs.map(decodeKeyValue), count: Number(count), ...(more ? { more: true as const } : {}) };
}

/** The generated types claim that all four are present; exactly one is. */
export function decodeBranch(response: Partial<IResponseOp>): BranchResponse {
  if (response.response_range !== undefined) {
    return { range: decodeRange(response.response_range) };
  }
  if (response.response_delete_range !== undefined) {
    return { delete: { deleted: Number(response.response_delete_range.deleted) } };
  }
  if (response.response_txn !== undefined) {
    const { succeeded, responses } = response.response_txn;
    return { txn: { succeeded, responses: responses.map(decodeBranch) } };
  }
  return { put: {} };
}

/** `prev_kv` is present with zeroes or absent where there was no key before. */
export function decodeEvent(event: Omit<IEvent, 'prev_kv'> & { prev_kv?: IKeyValue | null }): WatchEvent {
  const before = event.prev_kv?.key.length ? { prev: decodeKeyValue(event.prev_kv) } : {};
  const kv = decodeKeyValue(event.kv);
  // The generated type says "Put" and "Delete"; the wire's names arrive in capitals.
  return event.type.toUpperCase() === 'DELETE'
    ? { delete: { key: kv.key, mod: kv.mod }, ...before }
    : { put: kv, ...before };
}
