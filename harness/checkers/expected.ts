import type { BranchResponse, Request, Response } from '../journal/request';
import { decide, isDecided, type Decided, type Leaf } from './branch';
import { expectedRange } from './expected-range';
import type { KeySpan } from './key-span';
import type { Mvcc } from './mvcc';

/**
 * Answers a request at the model's newest state as a correct etcd would, changing the model at `revision`
 * where the request writes. Lease and compaction calls are answered with what they do not tell: nothing.
 * @param said the answer that came: where more than one is right, that one is meant
 */
export function perform(
  request: Request,
  model: Mvcc,
  revision: number,
  said: Response,
): Response | undefined {
  if ('put' in request) {
    model.put(request.put.key, request.put.value, request.put.lease, revision);
    return { put: { revision } };
  }
  if ('delete' in request) {
    return { delete: { revision, ...performDelete(request.delete, model, revision) } };
  }
  if ('range' in request) {
    const shown = 'range' in said ? said.range.kvs : [];
    const { kvs, count, more } = expectedRange(request.range, model, Infinity, shown);
    return { range: more ? { revision, kvs, count, more } : { revision, kvs, count } };
  }
  if ('txn' in request) {
    const responses = 'txn' in said ? said.txn.responses : [];
    const answer = performTxn(decide(request.txn, model), model, revision, responses);
    return { txn: { revision, succeeded: answer.succeeded, responses: answer.responses } };
  }
  if ('revoke' in request) {
    [...model.keysOf(request.revoke.lease)].forEach((key) => model.delete(key, revision));
    return { revoke: { revision } };
  }
  return undefined;
}

type TxnResponse = Extract<BranchResponse, { txn: unknown }>['txn'];

/** Later parts see what earlier ones did. */
const performTxn = (
  { succeeded, parts }: Decided,
  model: Mvcc,
  revision: number,
  said: readonly BranchResponse[],
): TxnResponse => ({
  succeeded,
  responses: parts.map((part, i) => performPart(part, model, revision, said[i])),
});

function performPart(
  part: Leaf | Decided,
  model: Mvcc,
  revision: number,
  said: BranchResponse | undefined,
): BranchResponse {
  if (isDecided(part)) {
    const inner = said !== undefined && 'txn' in said ? said.txn.responses : [];
    return { txn: performTxn(part, model, revision, inner) };
  }
  if ('put' in part) {
    model.put(part.put.key, part.put.value, part.put.lease, revision);
    return { put: {} };
  }
  if ('delete' in part) {
    return { delete: performDelete(part.delete, model, revision) };
  }
  const shown = said !== undefined && 'range' in said ? said.range.kvs : [];
  return { range: expectedRange(part.range, model, Infinity, shown) };
}

function performDelete(span: KeySpan, model: Mvcc, revision: number): { deleted: number } {
  const keys = model.range(span).map(({ key }) => key);
  keys.forEach((key) => model.delete(key, revision));
  return { deleted: keys.length };
}
