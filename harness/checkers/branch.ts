import type { BranchRequest, BranchResponse, Request } from '../journal/request';
import { holds } from './guard';
import type { Mvcc } from './mvcc';

export type Txn = Extract<Request, { txn: unknown }>['txn'];
type Nested = Extract<BranchRequest, { txn: unknown }>;
/** A part of a transaction that is none itself. */
export type Leaf = Exclude<BranchRequest, Nested>;

/** A transaction whose guards have been decided, down to the transactions within it. */
export interface Decided {
  readonly succeeded: boolean;
  readonly parts: readonly (Leaf | Decided)[];
}

export const isDecided = (part: Leaf | Decided): part is Decided => 'parts' in part;

/** Whether a transaction would succeed now, or as of a revision. */
export const guardsHold = (txn: Txn, model: Mvcc, revision = Infinity): boolean =>
  txn.if.every((guard) => holds(guard, model, revision));

/** All guards, those of inner transactions too, are decided before anything is carried out (`compareToPath` in etcd). */
export function decide(txn: Txn, model: Mvcc, revision = Infinity): Decided {
  const succeeded = guardsHold(txn, model, revision);
  const parts = (succeeded ? txn.then : txn.else).map((part) =>
    'txn' in part ? decide(part.txn, model, revision) : part,
  );
  return { succeeded, parts };
}

/** What a decided transaction does, in order. */
export const leavesOf = ({ parts }: Decided): Leaf[] =>
  parts.flatMap((part) => (isDecided(part) ? leavesOf(part) : [part]));

/** All that a transaction may do, by any of its branches. */
export const possibleLeaves = (txn: Txn): Leaf[] =>
  [...txn.then, ...txn.else].flatMap((part) => ('txn' in part ? possibleLeaves(part.txn) : [part]));

interface TxnResponse {
  readonly succeeded: boolean;
  readonly responses: readonly BranchResponse[];
}

/** What a transaction did by its own answer. */
export function answeredLeaves(txn: Txn, { succeeded, responses }: TxnResponse): Leaf[] {
  return (succeeded ? txn.then : txn.else).flatMap((part, i) => {
    const response = responses[i];
    if (!('txn' in part)) {
      return [part];
    }
    return response !== undefined && 'txn' in response ? answeredLeaves(part.txn, response.txn) : [];
  });
}
