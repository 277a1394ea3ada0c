import type { BranchResponse } from '../journal/request';
import { isSerializable, type Acknowledged, type Operation } from './operation';
import { Placed } from './placed';

/** The place that etcd itself gave to every answered operation: a revision, and there the write first. */
export interface Order {
  /** More than one at a revision is a contradiction. */
  readonly writes: Placed;
  /** A revoke is here too: whether it was a write only the state before it tells. */
  readonly reads: Placed;
  /** All of them, by invoke. */
  readonly answered: readonly Acknowledged[];
}

/** Serializable answers and keepalives have no place. */
export function orderOf(operations: readonly Operation[]): Order {
  const writes: Acknowledged[] = [];
  const reads: Acknowledged[] = [];
  const answered: Acknowledged[] = [];
  for (const operation of operations) {
    if (
      operation.outcome === 'ok' &&
      operation.revision !== undefined &&
      ('put' in operation.response || !isSerializable(operation.request))
    ) {
      answered.push(operation);
      (isWrite(operation) ? writes : reads).push(operation);
    }
  }
  return { writes: new Placed(writes), reads: new Placed(reads), answered };
}

function isWriting(part: BranchResponse): boolean {
  return (
    'put' in part ||
    ('delete' in part && part.delete.deleted > 0) ||
    ('txn' in part && part.txn.responses.some(isWriting))
  );
}

/** Whether an answer says that the operation changed the key space. */
export function isWrite({ response }: Acknowledged): boolean {
  if ('put' in response) {
    return true;
  }
  if ('txn' in response) {
    return response.txn.responses.some(isWriting);
  }
  return 'delete' in response && response.delete.deleted > 0;
}
