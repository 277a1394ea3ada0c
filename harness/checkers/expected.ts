import type { BranchRequest, BranchResponse, KeyValue, Request, Response } from '../journal/request';
import { guardsHold } from './effect';
import type { Mvcc } from './mvcc';

type RangeRequest = Extract<BranchRequest, { range: unknown }>['range'];
type RangeResponse = Extract<BranchResponse, { range: unknown }>['range'];

/**
 * Answers a request at the model's newest state as a correct etcd would, changing the model at `revision`
 * where the request writes. Lease and compaction calls are answered with what they do not tell: nothing.
 */
export function perform(request: Request, model: Mvcc, revision: number): Response | undefined {
  if ('put' in request) {
    model.put(request.put.key, request.put.value, request.put.lease, revision);
    return { put: { revision } };
  }
  if ('delete' in request) {
    return { delete: { revision, ...performDelete(request.delete, model, revision) } };
  }
  if ('range' in request) {
    return { range: { revision, ...expectedRange(request.range, model) } };
  }
  if ('txn' in request) {
    const succeeded = guardsHold(request.txn, model);
    const branch = succeeded ? request.txn.then : request.txn.else;
    return {
      txn: { revision, succeeded, responses: branch.map((part) => performPart(part, model, revision)) },
    };
  }
  if ('revoke' in request) {
    [...model.keysOf(request.revoke.lease)].forEach((key) => model.delete(key, revision));
    return { revoke: { revision } };
  }
  return undefined;
}

/** Within a transaction, later parts see what earlier ones did. */
function performPart(part: BranchRequest, model: Mvcc, revision: number): BranchResponse {
  if ('put' in part) {
    model.put(part.put.key, part.put.value, part.put.lease, revision);
    return { put: {} };
  }
  return 'delete' in part
    ? { delete: performDelete(part.delete, model, revision) }
    : { range: expectedRange(part.range, model) };
}

function performDelete(
  span: { key: string; end?: string | undefined },
  model: Mvcc,
  revision: number,
): { deleted: number } {
  const keys = model.range(span).map(({ key }) => key);
  keys.forEach((key) => model.delete(key, revision));
  return { deleted: keys.length };
}

/** A range as of its own revision, or as of `state` (the newest unless given). */
export function expectedRange(request: RangeRequest, model: Mvcc, state = Infinity): RangeResponse {
  const asked = request.revision ?? 0;
  const kvs = model.range(request, asked > 0 ? asked : state);
  const count = kvs.length;
  if (request.countOnly === true) {
    return { kvs: [], count };
  }
  const more = request.limit !== undefined && count > request.limit;
  const shown = (more ? kvs.slice(0, request.limit) : kvs).map((kv) => shownAs(kv, request));
  return more ? { kvs: shown, count, more } : { kvs: shown, count };
}

const shownAs = (kv: KeyValue, { keysOnly }: RangeRequest): KeyValue =>
  keysOnly === true ? { ...kv, value: '' } : kv;
