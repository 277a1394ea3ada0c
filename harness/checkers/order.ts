import type { BranchResponse } from '../journal/request';
import { isSerializable, type Acknowledged, type Operation } from './operation';
import { pushTo } from './grouping';

/** The place that etcd itself gave to every answered operation: a revision, and there the write first. */
export interface Order {
  /** More than one at a revision is a contradiction. */
  readonly writes: ReadonlyMap<number, readonly Acknowledged[]>;
  /** By invoke. A revoke is here too: whether it was a write only the state before it tells. */
  readonly reads: ReadonlyMap<number, readonly Acknowledged[]>;
  /** All of them. */
  readonly answered: readonly Acknowledged[];
}

/** Serializable answers and keepalives have no place. */
export function orderOf(operations: readonly Operation[]): Order {
  const writes = new Map<number, Acknowledged[]>();
  const reads = new Map<number, Acknowledged[]>();
  const answered: Acknowledged[] = [];
  for (const operation of operations) {
    const revision = operation.outcome === 'ok' ? operation.revision : undefined;
    if (operation.outcome === 'ok' && revision !== undefined && !isSerializable(operation.request)) {
      answered.push(operation);
      pushTo(isWrite(operation) ? writes : reads, revision, operation);
    }
  }
  return { writes, reads, answered };
}

function isWriting(part: BranchResponse): boolean {
  return (
    'put' in part ||
    ('delete' in part && part.delete.deleted > 0) ||
    ('txn' in part && part.txn.responses.some(isWriting))
  );
}

/** Whether an answer says that the operation changed the key space. */
function isWrite({ response }: Acknowledged): boolean {
  if ('txn' in response) {
    return response.txn.responses.some(isWriting);
  }
  return 'put' in response || ('delete' in response && response.delete.deleted > 0);
}
