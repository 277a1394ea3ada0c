import type { Request } from '../journal/request';
import { possibleLeaves } from './branch';
import { pushTo } from './grouping';
import type { History } from './history';
import { type Acknowledged, type Failed, type Operation } from './operation';

/** State of etcd that has no revision, known only by windows between invoke and return. */
export interface Windows {
  /** Grants, keepalives and revokes by lease id, by invoke. */
  readonly leases: ReadonlyMap<string, readonly Operation[]>;
  /** Whether some compaction beyond `revision` may have happened by `time`. */
  mayBeCompacted(revision: number, time: number): boolean;
  /** Operation whose compaction beyond `revision` had certainly happened before `time`. */
  compactedBefore(revision: number, time: number): Acknowledged | undefined;
  /** The highest revision that somebody had been told before `time`, and by which answer. */
  reachedBefore(time: number): { readonly revision: number; readonly by: Acknowledged } | undefined;
  /** Why the lease must have existed all the while between `from` and `to`; undefined if it may have been gone. */
  certainlyAlive(lease: string, from: number, to: number): Acknowledged | undefined;
  /** The revoke after which, at `time`, the lease cannot have existed; undefined if it may have. */
  certainlyGone(lease: string, time: number): Acknowledged | undefined;
  /** Whether a lease of this id may have been granted more than once. */
  grantedAgain(lease: string): boolean;
}

type Compaction = Operation & { readonly request: Extract<Request, { compact: unknown }> };

export function windowsOf({ operations, origin }: History): Windows {
  const compactions = operations.filter(
    (operation): operation is Compaction => 'compact' in operation.request && operation.outcome !== 'fail',
  );
  // Asked for by hardly any journal.
  let reached: readonly Acknowledged[] | undefined;
  const leases = leaseOperations(operations);
  const grantedAgain = (lease: string): boolean =>
    (leases.get(lease) ?? []).filter((one) => 'grant' in one.request && one.outcome !== 'fail').length > 1;
  return {
    leases,
    grantedAgain,
    mayBeCompacted: (revision, time) =>
      // Before the run anything may have been.
      revision < origin.revision ||
      compactions.some(({ request, invoke }) => request.compact.revision > revision && invoke <= time),
    compactedBefore: (revision, time) =>
      compactions.find(
        (operation): operation is Compaction & Acknowledged =>
          operation.outcome === 'ok' &&
          operation.request.compact.revision > revision &&
          operation.returned < time,
      ),
    reachedBefore: (time) => {
      reached ??= risingRevisions(operations);
      const by = lastBefore(reached, time);
      return by && { revision: by.revision ?? 0, by };
    },
    certainlyAlive: (lease, from, to) => {
      const known = leases.get(lease) ?? [];
      const revoked = known.some(
        (one) => 'revoke' in one.request && one.outcome !== 'fail' && one.invoke <= to,
      );
      return revoked
        ? undefined
        : known.filter(isRenewal).find((one) => one.returned < from && one.invoke + ttlOf(one) * 1e6 > to);
    },
    certainlyGone: (lease, time) => {
      const known = leases.get(lease) ?? [];
      return grantedAgain(lease)
        ? undefined
        : known.filter(isAcknowledged).find((one) => 'revoke' in one.request && one.returned < time);
    },
  };
}

const isAcknowledged = (operation: Operation): operation is Acknowledged => operation.outcome === 'ok';

/** A grant or an answered keepalive that left the lease with time to live. */
const isRenewal = (operation: Operation): operation is Acknowledged =>
  isAcknowledged(operation) && ttlOf(operation) > 0;

/** Seconds that the answer gave the lease; 0 for anything but grant and keepalive. */
export function ttlOf({ response }: Acknowledged): number {
  if ('grant' in response) {
    return response.grant.ttl;
  }
  return 'keepalive' in response ? response.keepalive.ttl : 0;
}

/** Grants, keepalives and revokes by lease id, by invoke. A grant that was never answered has no known id. */
export function leaseOperations(operations: readonly Operation[]): Map<string, Operation[]> {
  const leases = new Map<string, Operation[]>();
  for (const operation of operations) {
    const lease = leaseOf(operation);
    if (lease !== undefined) {
      pushTo(leases, lease, operation);
    }
  }
  return leases;
}

function leaseOf(operation: Operation): string | undefined {
  const { request } = operation;
  if ('put' in request || 'range' in request || 'txn' in request) {
    return undefined;
  }
  if ('grant' in request) {
    return isAcknowledged(operation) && 'grant' in operation.response
      ? operation.response.grant.lease
      : request.grant.lease;
  }
  if ('revoke' in request) {
    return request.revoke.lease;
  }
  return 'keepalive' in request ? request.keepalive.lease : undefined;
}

/** Answers that told a higher revision than every answer before them, by the time of the answer. */
function risingRevisions(operations: readonly Operation[]): Acknowledged[] {
  const rising: Acknowledged[] = [];
  let highest = 0;
  for (const by of operations.filter(isAcknowledged).sort((one, other) => one.returned - other.returned)) {
    if (by.revision !== undefined && by.revision > highest) {
      rising.push(by);
      highest = by.revision;
    }
  }
  return rising;
}

function lastBefore(rising: readonly Acknowledged[], time: number): Acknowledged | undefined {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle]?.returned ?? Infinity) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return rising[low - 1];
}

/** Why an answer "compacted", "future revision" or "lease not found" cannot be right; undefined where it can. */
export function misfailure(failed: Failed, windows: Windows): { why: string; by?: Acknowledged } | undefined {
  const asked = askedRevision(failed.request);
  if (/compacted/i.test(failed.error) && asked !== undefined) {
    const refusedAt = 'compact' in failed.request ? asked - 1 : asked;
    return windows.mayBeCompacted(refusedAt, failed.returned)
      ? undefined
      : { why: `nobody had asked for a compaction beyond revision ${refusedAt}` };
  }
  if (/future revision/i.test(failed.error) && asked !== undefined) {
    const reached = windows.reachedBefore(failed.invoke);
    const serializable = 'range' in failed.request && failed.request.range.serializable === true;
    return serializable || reached === undefined || reached.revision < asked
      ? undefined
      : { why: `client ${reached.by.client} had been told of revision ${reached.revision}`, by: reached.by };
  }
  const lease = /lease not found/i.test(failed.error) ? leaseWanted(failed.request) : undefined;
  const alive = lease && windows.certainlyAlive(lease, failed.invoke, failed.returned);
  return alive
    ? { why: `client ${alive.client} had been told that lease ${lease} has ${ttlOf(alive)} s`, by: alive }
    : undefined;
}

function askedRevision(request: Request): number | undefined {
  if ('compact' in request) {
    return request.compact.revision;
  }
  if ('range' in request) {
    return request.range.revision;
  }
  const parts = 'txn' in request ? possibleLeaves(request.txn) : [];
  const asked = parts.flatMap((part) => ('range' in part ? (part.range.revision ?? []) : []));
  return asked.length === 1 ? asked[0] : undefined;
}

function leaseWanted(request: Request): string | undefined {
  if ('put' in request) {
    return request.put.lease;
  }
  if ('revoke' in request) {
    return request.revoke.lease;
  }
  return 'keepalive' in request ? request.keepalive.lease : undefined;
}
