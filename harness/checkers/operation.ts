import type { RecordOf } from '../journal/record';
import type { BranchRequest, Request, Response } from '../journal/request';

interface Invoked {
  readonly id: string;
  readonly client: number;
  readonly member: string;
  readonly role: RecordOf<'client'>['role'];
  readonly request: Request;
  /** Microseconds of the journal's clock. */
  readonly invoke: number;
}

export interface Acknowledged extends Invoked {
  readonly outcome: 'ok';
  readonly returned: number;
  readonly response: Response;
  /** The answer's header.revision; undefined for a keepalive, whose header has no place in the order. */
  readonly revision: number | undefined;
}

/** Definitely without effect. */
export interface Failed extends Invoked {
  readonly outcome: 'fail';
  readonly returned: number;
  readonly error: string;
}

/** May have taken effect at any time after its invoke, or never. */
export interface Undecided extends Invoked {
  readonly outcome: 'unknown';
  readonly returned: typeof Infinity;
  /** When its client stopped waiting; Infinity where no record says so. */
  readonly gaveUp: number;
}

export type Operation = Acknowledged | Failed | Undecided;

/** Exempt from real time: etcd answers these from the member's own state, without asking the others. */
export function isSerializable(request: Request): boolean {
  if ('range' in request) {
    return request.range.serializable === true;
  }
  return (
    'txn' in request &&
    request.txn.then.every(isSerializablePart) &&
    request.txn.else.every(isSerializablePart)
  );
}

const isSerializablePart = (part: BranchRequest): boolean =>
  'range' in part && part.range.serializable === true;

/** The key or keys that a request is about, for a sentence. */
export function describeRequest(request: Request): string {
  if ('put' in request) {
    return `put ${request.put.key}=${request.put.value}`;
  }
  if ('range' in request) {
    return `read ${spanText(request.range)}`;
  }
  if ('delete' in request) {
    return `delete ${spanText(request.delete)}`;
  }
  if ('txn' in request) {
    return `transaction on ${[...new Set(keysOfTxn(request.txn))].join(', ') || 'no key'}`;
  }
  if ('compact' in request) {
    return `compact to revision ${request.compact.revision}`;
  }
  if ('grant' in request) {
    return `grant a lease of ${request.grant.ttl} s`;
  }
  return 'revoke' in request
    ? `revoke lease ${request.revoke.lease}`
    : `keep lease ${request.keepalive.lease} alive`;
}

const keysOfTxn = (txn: Extract<Request, { txn: unknown }>['txn']): string[] => [
  ...txn.if.map(({ key }) => key),
  ...[...txn.then, ...txn.else].flatMap(keysOfPart),
];

function keysOfPart(part: BranchRequest): string[] {
  if ('txn' in part) {
    return keysOfTxn(part.txn);
  }
  const { key } = 'put' in part ? part.put : 'range' in part ? part.range : part.delete;
  return [key];
}

export const spanText = ({ key, end }: { key: string; end?: string | undefined }): string =>
  end === undefined ? key : `[${printable(key)}, ${printable(end)})`;

const printable = (key: string): string => JSON.stringify(key).slice(1, -1);
