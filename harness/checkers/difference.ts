import { amount } from '../result/amount';
import type { BranchResponse, KeyValue, Response } from '../journal/request';

type RangeResponse = Extract<BranchResponse, { range: unknown }>['range'];

/** What an answer says and what a correct etcd would have said; `key` where one key's state is at issue. */
export interface Difference {
  readonly said: string;
  readonly right: string;
  readonly key?: string;
}

/** The first difference between the answer that came and the right one; undefined where they agree. */
export function differenceOf(actual: Response, right: Response): Difference | undefined {
  if ('put' in right) {
    return undefined;
  }
  if ('range' in actual && 'range' in right) {
    return rangeDifference(actual.range, right.range);
  }
  if ('delete' in actual && 'delete' in right) {
    return deletedDifference(actual.delete, right.delete);
  }
  return 'txn' in actual && 'txn' in right ? txnDifference(actual.txn, right.txn) : undefined;
}

type TxnResponse = Extract<BranchResponse, { txn: unknown }>['txn'];

function txnDifference(actual: TxnResponse, right: TxnResponse): Difference | undefined {
  if (actual.succeeded !== right.succeeded) {
    return { said: succeededText(actual.succeeded), right: succeededText(right.succeeded) };
  }
  if (actual.responses.length !== right.responses.length) {
    return {
      said: amount(actual.responses.length, 'answer'),
      right: amount(right.responses.length, 'answer'),
    };
  }
  for (const [i, response] of actual.responses.entries()) {
    const difference = partDifference(response, right.responses[i]);
    if (difference !== undefined) {
      return difference;
    }
  }
  return undefined;
}

const succeededText = (succeeded: boolean): string => `its guards ${succeeded ? 'held' : 'did not hold'}`;

function partDifference(actual: BranchResponse, right: BranchResponse | undefined): Difference | undefined {
  if (right !== undefined && 'range' in actual && 'range' in right) {
    return rangeDifference(actual.range, right.range);
  }
  if (right !== undefined && 'delete' in actual && 'delete' in right) {
    return deletedDifference(actual.delete, right.delete);
  }
  if (right !== undefined && 'txn' in actual && 'txn' in right) {
    return txnDifference(actual.txn, right.txn);
  }
  const sameKind = right !== undefined && 'put' in actual && 'put' in right;
  return sameKind ? undefined : { said: 'an answer of another kind', right: 'an answer to its request' };
}

const deletedDifference = (
  actual: { deleted: number },
  right: { deleted: number },
): Difference | undefined =>
  actual.deleted === right.deleted
    ? undefined
    : { said: `${amount(actual.deleted, 'key')} deleted`, right: `${amount(right.deleted, 'key')} deleted` };

/** Also used by reads that are judged apart from the order of operations. */
export function rangeDifference(actual: RangeResponse, right: RangeResponse): Difference | undefined {
  for (let i = 0; i < Math.max(actual.kvs.length, right.kvs.length); i += 1) {
    const said = actual.kvs[i];
    const expected = right.kvs[i];
    if (said?.key !== expected?.key) {
      const key = firstKey(said, expected);
      return { key, said: stateText(key, said), right: stateText(key, expected) };
    }
    if (said !== undefined && expected !== undefined && !answers(said, expected)) {
      return { key: said.key, said: stateText(said.key, said), right: stateText(said.key, expected) };
    }
  }
  if (actual.count !== right.count) {
    return { said: `a count of ${actual.count}`, right: `a count of ${right.count}` };
  }
  return actual.more === right.more
    ? undefined
    : {
        said: `${actual.more === true ? 'more' : 'no more'} keys`,
        right: right.more === true ? 'more' : 'no more',
      };
}

/** From 3.7 on, etcd leaves the lease out of keys_only answers (seen on 3.7.3); these have no value either. */
const answers = (said: KeyValue, right: KeyValue): boolean =>
  sameKeyValue(said, right) ||
  (right.value === '' && said.lease === undefined && sameKeyValue({ ...said, lease: right.lease }, right));

/** Of two differing keys in sorted lists, the smaller is the one that the other list lacks. */
function firstKey(said: KeyValue | undefined, expected: KeyValue | undefined): string {
  if (said === undefined || expected === undefined) {
    return (said ?? expected)?.key ?? '';
  }
  return said.key < expected.key ? said.key : expected.key;
}

/** E.g. "k=8 (revision 40)" or "no k". */
export const stateText = (key: string, kv: KeyValue | undefined): string =>
  kv === undefined || kv.key !== key
    ? `no ${key}`
    : `${key}=${kv.value} (mod ${kv.mod}, create ${kv.create}, version ${kv.version}${kv.lease === undefined ? '' : `, lease ${kv.lease}`})`;

type Comparable = Omit<KeyValue, 'lease'> & { readonly lease?: string | undefined };

export const sameKeyValue = (one: Comparable | undefined, other: Comparable | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    one.key === other.key &&
    one.value === other.value &&
    one.create === other.create &&
    one.mod === other.mod &&
    one.version === other.version &&
    (one.lease ?? '0') === (other.lease ?? '0'));
