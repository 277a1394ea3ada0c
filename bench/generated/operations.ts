import type { Request, Response } from '../../harness/journal/request';
import type { Random } from '../../harness/workload/random';
import { groupOf, keyOf, type KeySpace } from './key-space';

/** The next request of a mix of puts, swaps, reads, ranges, deletes and leases. */
export class Mix {
  private leases: string[] = [];
  private granted = 0;

  constructor(
    private readonly random: Random,
    private readonly space: KeySpace,
  ) {}

  next(number: number): Request {
    const key = keyOf(this.random.integer(0, 9_999));
    const kind = this.random.integer(1, 100);
    const value = `value ${number}`;
    if (kind <= 40) {
      return { put: { key, value } };
    }
    if (kind <= 60) {
      const { mod = 0 } = this.space.get(key) ?? {};
      // Every second guard is behind the key's state.
      const to = kind <= 50 ? mod : mod + 1;
      const other = keyOf(this.random.integer(0, 9_999));
      const both = other === key ? [] : [{ put: { key: other, value: `${value} too` } }];
      return {
        txn: {
          if: [{ key, target: 'mod', is: '=', to }],
          then: [{ put: { key, value } }, ...both],
          else: [{ range: { key } }],
        },
      };
    }
    if (kind <= 80) {
      return { range: { key } };
    }
    if (kind <= 90) {
      return { range: groupOf(key) };
    }
    return kind <= 95 ? { delete: kind === 95 ? groupOf(key) : { key } } : this.lease(kind, key, value);
  }

  private lease(kind: number, key: string, value: string): Request {
    const [oldest] = this.leases;
    if (kind === 96 || oldest === undefined) {
      this.granted += 1;
      const lease = String(7_587_000_000_000 + this.granted);
      this.leases.push(lease);
      return { grant: { ttl: 60, lease } };
    }
    if (kind === 97) {
      this.leases = this.leases.slice(1);
      return { revoke: { lease: oldest } };
    }
    const lease = this.random.pick(this.leases) ?? oldest;
    return kind === 98 ? { keepalive: { lease } } : { put: { key, value, lease } };
  }
}

/** Carries a request out and answers it; `revision` is then that of the answer's header. */
export function perform(request: Request, space: KeySpace): (revision: number) => Response {
  if ('put' in request) {
    space.put(request.put.key, request.put.value, request.put.lease);
    return (revision) => ({ put: { revision } });
  }
  if ('delete' in request) {
    const { key, end } = request.delete;
    const keys = end === undefined ? [key] : space.group(`${key}0`).map((kv) => kv.key);
    const deleted = keys.reduce((count, one) => count + space.delete(one), 0);
    return (revision) => ({ delete: { revision, deleted } });
  }
  if ('range' in request) {
    const { key, end } = request.range;
    const kvs =
      end === undefined ? [space.get(key)].filter((kv) => kv !== undefined) : space.group(`${key}0`);
    return (revision) => ({ range: { revision, kvs, count: kvs.length } });
  }
  if ('txn' in request) {
    return performTxn(request.txn, space);
  }
  if ('revoke' in request) {
    space.revoke(request.revoke.lease);
    return (revision) => ({ revoke: { revision } });
  }
  if ('grant' in request) {
    const { ttl, lease = '' } = request.grant;
    return (revision) => ({ grant: { revision, lease, ttl } });
  }
  return () => ({ keepalive: { ttl: 60 } });
}

function performTxn(
  txn: Extract<Request, { txn: unknown }>['txn'],
  space: KeySpace,
): (revision: number) => Response {
  const succeeded = txn.if.every(({ key, to }) => (space.get(key)?.mod ?? 0) === to);
  if (!succeeded) {
    const kvs = txn.if.flatMap(({ key }) => space.get(key) ?? []);
    return (revision) => ({
      txn: { revision, succeeded, responses: [{ range: { kvs, count: kvs.length } }] },
    });
  }
  const puts = txn.then.flatMap((part) => ('put' in part ? [part.put] : []));
  puts.forEach(({ key, value }) => space.put(key, value));
  return (revision) => ({ txn: { revision, succeeded, responses: puts.map(() => ({ put: {} })) } });
}
