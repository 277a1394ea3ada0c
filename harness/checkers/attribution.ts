import type { Request } from '../journal/request';
import { effectOf, sameEffect, type Effect } from './effect';
import { pushTo } from './grouping';
import type { History } from './history';
import { match } from './matching';
import type { Mvcc } from './mvcc';
import type { Operation, Undecided } from './operation';

/** A revision that recorders saw and that no answer claims. */
interface Unclaimed {
  readonly revision: number;
  readonly effect: Effect;
  /** Undecided operations with exactly this effect in that state, invoked in time, earliest first. */
  readonly candidates: readonly Undecided[];
}

/**
 * Finds for each unclaimed revision who may have made it. Each undecided operation takes effect at most once, so
 * this is a matching; the end of a lease, and a lock's holder with its own key, need no operation.
 */
export class Attribution {
  private readonly unclaimed: Unclaimed[] = [];
  private readonly byPut = new Map<string, Undecided[]>();
  private readonly byDeletedKey = new Map<string, Undecided[]>();
  private readonly byLease = new Map<string, Undecided[]>();
  private readonly ranged: Undecided[] = [];
  private readonly holdersKeys: ReadonlySet<string>;

  constructor({ operations, told }: History) {
    operations.filter(isUndecided).forEach((operation) => this.index(operation));
    this.holdersKeys = new Set(told.lock.flatMap(({ key }) => key ?? []));
  }

  /**
   * To be called with the model in the state just before the revision.
   * @param latestInvoke an operation invoked later than this cannot have made it
   * @returns whether some undecided operation may have made it
   */
  consider(revision: number, effect: Effect, latestInvoke: number, model: Mvcc): boolean {
    const candidates = [...new Set(this.possible(effect, model))]
      .filter(({ invoke, request }) => invoke <= latestInvoke && sameEffect(effectOf(request, model), effect))
      .sort((one, other) => one.invoke - other.invoke);
    if (!endsLease(effect, model) && !this.isHolders(effect)) {
      this.unclaimed.push({ revision, effect, candidates });
    }
    return candidates.length > 0;
  }

  /** The maker of each revision considered; undefined where nobody can have made it. */
  resolve(): { revision: number; effect: Effect; by: Undecided | undefined }[] {
    const makers = match(this.unclaimed.map(({ candidates }) => candidates));
    return this.unclaimed.map(({ revision, effect }, i) => ({ revision, effect, by: makers[i] }));
  }

  private possible({ puts: [put], deletes: [deleted] }: Effect, model: Mvcc): Undecided[] {
    if (put !== undefined) {
      return this.byPut.get(putName(put)) ?? [];
    }
    if (deleted === undefined) {
      return [];
    }
    const lease = model.get(deleted)?.lease;
    return [
      ...(this.byDeletedKey.get(deleted) ?? []),
      ...(lease === undefined ? [] : (this.byLease.get(lease) ?? [])),
      ...this.ranged,
    ];
  }

  private index(operation: Undecided): void {
    const { request } = operation;
    if ('revoke' in request) {
      pushTo(this.byLease, request.revoke.lease, operation);
    }
    for (const part of changesOf(request)) {
      if ('put' in part) {
        pushTo(this.byPut, putName(part.put), operation);
      } else if ('delete' in part && part.delete.end === undefined) {
        pushTo(this.byDeletedKey, part.delete.key, operation);
      } else if ('delete' in part) {
        this.ranged.push(operation);
      }
    }
  }

  /** Lock holders are writers of their own keys that the journal declares by its `lock` records. */
  isHolders({ puts, deletes }: Effect): boolean {
    const [key, ...others] = [...puts.map((put) => put.key), ...deletes];
    return key !== undefined && others.length === 0 && this.holdersKeys.has(key);
  }
}

const isUndecided = (operation: Operation): operation is Undecided => operation.outcome === 'unknown';

const putName = ({ key, value }: { key: string; value: string }): string => `${key}\0${value}`;

/** A request's own puts and deletes, of either branch. */
export function changesOf(request: Request): Extract<Request, { txn: unknown }>['txn']['then'] {
  if ('put' in request || 'delete' in request) {
    return [request];
  }
  return 'txn' in request ? [...request.txn.then, ...request.txn.else] : [];
}

/** Whether this is what the expiry or the revoke of one lease does: exactly its keys go. */
export function endsLease({ puts, deletes }: Effect, model: Mvcc): boolean {
  const [first] = deletes;
  const lease = first === undefined || puts.length > 0 ? undefined : model.get(first)?.lease;
  if (lease === undefined) {
    return false;
  }
  const keys = model.keysOf(lease);
  return keys.size === deletes.length && deletes.every((key) => keys.has(key));
}
