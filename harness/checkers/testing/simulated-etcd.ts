import type { WatchEvent } from '../../journal/record';
import type { BranchResponse, Compare, KeyValue, Request, Response } from '../../journal/request';

type Txn = Extract<Request, { txn: unknown }>['txn'];
type Part = Extract<Request, { txn: unknown }>['txn']['then'][number];
interface Span {
  key: string;
  end?: string | undefined;
}
type Answer = { readonly ok: Response } | { readonly error: string };

/**
 * A correct etcd in the plainest form: one map, and a log of what each revision did. Written apart from the
 * checkers' model on purpose, so that one mistake is not made twice.
 */
export class SimulatedEtcd {
  revision = 1;
  /** Keys that a sort finds equal come in this order, and then by key: etcd promises none. */
  preferred: readonly string[] = [];
  /** Events by revision, revision 2 first. */
  readonly log: WatchEvent[][] = [];
  private kvs = new Map<string, KeyValue>();
  private readonly leases = new Map<string, number>();
  private compacted = 0;
  private nextLease = 1000;
  private events: WatchEvent[] = [];

  /** @param leases "lenient" takes every lease for alive, for those who judge leases otherwise */
  constructor(private readonly judging: 'strict' | 'lenient' = 'strict') {}

  /** An independent copy, to try what would happen. */
  copy(): SimulatedEtcd {
    const copy = new SimulatedEtcd(this.judging);
    copy.revision = this.revision;
    copy.log.push(...this.log);
    copy.kvs = new Map(this.kvs);
    this.leases.forEach((ttl, lease) => copy.leases.set(lease, ttl));
    copy.compacted = this.compacted;
    copy.nextLease = this.nextLease;
    return copy;
  }

  execute(request: Request): Answer {
    const refused = this.refuses(request);
    if (refused !== undefined) {
      return { error: refused };
    }
    const answer = this.answer(request);
    if (this.events.length > 0) {
      this.revision += 1;
      this.log.push(this.events);
      this.events = [];
    }
    return { ok: withRevision(answer, this.revision) };
  }

  /** Ends a lease as its expiry does. */
  expire(lease: string): void {
    this.execute({ revoke: { lease } });
  }

  content(): KeyValue[] {
    return this.select({ key: '\0', end: '\0' }, 0);
  }

  leasesAlive(): string[] {
    return [...this.leases.keys()];
  }

  private refuses(request: Request): string | undefined {
    const leaseNotFound = 'etcdserver: requested lease not found';
    if ('put' in request && request.put.lease !== undefined && this.isGone(request.put.lease)) {
      return leaseNotFound;
    }
    if ('revoke' in request && this.isGone(request.revoke.lease)) {
      return leaseNotFound;
    }
    const asked = 'range' in request ? (request.range.revision ?? 0) : 0;
    const compact = 'compact' in request ? request.compact.revision : Infinity;
    if ((asked > 0 && asked < this.compacted) || compact <= this.compacted) {
      return 'etcdserver: mvcc: required revision has been compacted';
    }
    return asked > this.revision || (compact !== Infinity && compact > this.revision)
      ? 'etcdserver: mvcc: required revision is a future revision'
      : undefined;
  }

  private isGone(lease: string): boolean {
    return this.judging === 'strict' && !this.leases.has(lease);
  }

  private answer(request: Request): Response {
    const revision = 0;
    if ('grant' in request) {
      const lease = request.grant.lease ?? String((this.nextLease += 1));
      this.leases.set(lease, request.grant.ttl);
      return { grant: { revision, lease, ttl: request.grant.ttl } };
    }
    if ('keepalive' in request) {
      return { keepalive: { ttl: this.leases.get(request.keepalive.lease) ?? 0 } };
    }
    if ('revoke' in request) {
      const { lease } = request.revoke;
      this.leases.delete(lease);
      this.remove([...this.kvs.values()].filter((kv) => kv.lease === lease).map(({ key }) => key));
      return { revoke: { revision } };
    }
    if ('compact' in request) {
      this.compacted = request.compact.revision;
      return { compact: { revision } };
    }
    if ('txn' in request) {
      return withRevision(this.transaction(request.txn)(), 0);
    }
    return withRevision(this.part(request), 0);
  }

  /** Decides all guards at once; what it returns then does the work. */
  private transaction(txn: Txn): () => BranchResponse {
    const succeeded = txn.if.every((guard) => this.satisfied(guard));
    const steps = (succeeded ? txn.then : txn.else).map((part) =>
      'txn' in part ? this.transaction(part.txn) : () => this.part(part),
    );
    return () => ({ txn: { succeeded, responses: steps.map((step) => step()) } });
  }

  private part(part: Exclude<Part, { txn: unknown }>): BranchResponse {
    if ('put' in part) {
      const { key, value, lease } = part.put;
      const before = this.kvs.get(key);
      const mod = this.revision + 1;
      const put: KeyValue = {
        key,
        value,
        create: before === undefined ? mod : before.create,
        mod,
        version: before === undefined ? 1 : before.version + 1,
        ...(lease === undefined ? {} : { lease }),
      };
      this.kvs.set(key, put);
      this.events.push(before === undefined ? { put } : { put, prev: before });
      return { put: {} };
    }
    if ('delete' in part) {
      const keys = this.select(part.delete, 0).map(({ key }) => key);
      this.remove(keys);
      return { delete: { deleted: keys.length } };
    }
    const { limit, revision, keysOnly, countOnly, sort, minMod, maxMod, minCreate, maxCreate } = part.range;
    const all = this.select(part.range, revision ?? 0);
    const wanted = all.filter(
      (kv) =>
        countOnly !== true &&
        kv.mod >= (minMod ?? 0) &&
        kv.mod <= (maxMod || Infinity) &&
        kv.create >= (minCreate ?? 0) &&
        kv.create <= (maxCreate || Infinity),
    );
    if (sort !== undefined) {
      const { by, order } = sort;
      const before = order === 'ascend' ? -1 : 1;
      wanted.sort((one, other) =>
        one[by] === other[by] ? this.rank(one) - this.rank(other) : one[by] < other[by] ? before : -before,
      );
    }
    const kvs = wanted.slice(0, limit).map((kv) => (keysOnly === true ? { ...kv, value: '' } : kv));
    const more = limit !== undefined && wanted.length > limit;
    return { range: { kvs, count: all.length, ...(more ? { more } : {}) } };
  }

  private rank({ key }: KeyValue): number {
    const place = this.preferred.indexOf(key);
    return place < 0 ? this.preferred.length : place;
  }

  private remove(keys: readonly string[]): void {
    for (const key of keys) {
      const prev = this.kvs.get(key);
      this.kvs.delete(key);
      if (prev !== undefined) {
        this.events.push({ delete: { key, mod: this.revision + 1 }, prev });
      }
    }
  }

  private satisfied({ key, end, target, is, to }: Compare): boolean {
    const found = this.select({ key, end }, 0);
    const nothing: KeyValue = { key, value: '', create: 0, mod: 0, version: 0 };
    if (found.length === 0 && target === 'value') {
      return false;
    }
    return (found.length === 0 ? [nothing] : found).every((kv) => {
      const field = target === 'lease' ? BigInt(kv.lease ?? 0) : kv[target];
      const operand = target === 'lease' ? BigInt(to) : to;
      return { '=': field === operand, '!=': field !== operand, '<': field < operand, '>': field > operand }[
        is
      ];
    });
  }

  private select({ key, end }: Span, revision: number): KeyValue[] {
    return [...this.at(revision).values()]
      .filter((kv) => (end === undefined ? kv.key === key : kv.key >= key && (end === '\0' || kv.key < end)))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  private at(revision: number): Map<string, KeyValue> {
    if (revision === 0 || revision === this.revision) {
      return this.kvs;
    }
    const state = new Map<string, KeyValue>();
    for (const event of this.log.slice(0, revision - 1).flat()) {
      if ('put' in event) {
        state.set(event.put.key, event.put);
      } else {
        state.delete(event.delete.key);
      }
    }
    return state;
  }
}

/** Puts the revision after the fact into an answer's body; a keepalive has none. */
function withRevision(answer: Response | BranchResponse, revision: number): Response {
  if ('keepalive' in answer) {
    return answer;
  }
  const [[kind, body]] = Object.entries(answer) as [[string, object]];
  return { [kind]: { ...body, revision } } as unknown as Response;
}
