import type { Timers } from '../journal/header';
import type { Disturbances } from './disturbances';
import type { History } from './history';
import type { Operation } from './operation';
import { leaseOperations, ttlOf } from './windows';
import type { Witness } from './witness';

/** Figures of etcd that the bounds rest on, in microseconds. */
const EXPIRY = {
  /** etcd looks for expired leases this often ... */
  sweep: 500_000,
  /** ... tries a failed revoke again after this long ... */
  retry: 3_000_000,
  /** ... and the revoke has to be committed and to be seen by a recorder. */
  commit: 2_000_000,
} as const;

/** From this many leases on, etcd spreads revokes: there is no upper bound, only order. */
export const MANY_LEASES = 1_000;

/** What clients were told of one lease. */
export interface LeaseLife {
  readonly lease: string;
  readonly ttl: number;
  /** Invoke of the last answered grant or keepalive; its keys must stay for a TTL from here. */
  readonly renewed: number;
  readonly renewedBy: string;
  /** When the last grant or keepalive that may have been processed was answered or given up. */
  readonly mayBeRenewed: number;
  /** Invoke of the grant. */
  readonly granted: number;
  /** Invoke of the first revoke that may have taken effect. */
  readonly revoked: number | undefined;
  /** When the first revoke was answered. */
  readonly revokeAnswered: number | undefined;
}

/** Leases whose grant was answered, so that their granted TTL is known. */
export function leaseLives({ operations }: History, until = Infinity): LeaseLife[] {
  const lives: LeaseLife[] = [];
  for (const [lease, all] of leaseOperations(operations)) {
    const known = all.filter(({ invoke }) => invoke <= until);
    const grant = known.find((operation) => 'grant' in operation.request && operation.outcome === 'ok');
    const renewals = known.filter((operation) => operation.outcome === 'ok' && ttlOf(operation) > 0);
    const renewal = renewals.at(-1);
    if (grant?.outcome === 'ok' && renewal !== undefined) {
      lives.push({
        lease,
        ttl: ttlOf(grant) * 1e6,
        renewed: renewal.invoke,
        renewedBy: renewal.id,
        mayBeRenewed: Math.max(...known.filter(mayRenew).map(answeredBy)),
        granted: grant.invoke,
        revoked: known.find(({ request, outcome }) => 'revoke' in request && outcome !== 'fail')?.invoke,
        revokeAnswered: known.find(({ request, outcome }) => 'revoke' in request && outcome === 'ok')
          ?.returned,
      });
    }
  }
  return lives;
}

const mayRenew = ({ request, outcome }: Operation): boolean =>
  outcome !== 'fail' && ('grant' in request || 'keepalive' in request);

const answeredBy = (operation: Operation): number =>
  operation.outcome === 'unknown' ? operation.gaveUp : operation.returned;

/**
 * The latest moment at which the keys of an unrenewed lease may still be there. After a promotion a lease lives for
 * an election timeout more.
 */
export function latestEnd(
  { mayBeRenewed, ttl }: Pick<LeaseLife, 'mayBeRenewed' | 'ttl'>,
  disturbances: Disturbances,
  { electionMs }: Timers,
): number {
  const electionTimeout = electionMs * 1000;
  const span = ttl + electionTimeout + EXPIRY.sweep + EXPIRY.retry + EXPIRY.commit;
  const { at, promoted } = disturbances.settledAfter(mayBeRenewed, span);
  return at + ttl + EXPIRY.sweep + EXPIRY.commit + (promoted ? electionTimeout + EXPIRY.retry : 0);
}

/** By when a recorder must have been shown the end of a lease whose revoke was answered. */
export const latestAfterRevoke = (answered: number): number => answered + EXPIRY.commit;

/**
 * Whether keys were kept beyond their bound though the cluster took writes in between. Where it took none, a stalled
 * disk for one, the revoke had to wait as well: that is no matter of leases.
 */
export const isKeptTooLong = (until: number, bound: number, { order }: Witness): boolean =>
  until > bound &&
  order.writes.all.some(
    ({ invoke, returned }) => invoke >= bound - EXPIRY.commit && returned <= until - EXPIRY.commit,
  );

/** The most leases that may have been alive at one time. */
export function mostAtOnce(
  lives: readonly LeaseLife[],
  goneAt: (life: LeaseLife) => number | undefined,
): number {
  const steps = lives
    .flatMap((life) => [
      { t: life.granted, by: 1 },
      { t: life.revokeAnswered ?? goneAt(life) ?? Infinity, by: -1 },
    ])
    .sort((one, other) => one.t - other.t || other.by - one.by);
  let alive = 0;
  return steps.reduce((most, { by }) => Math.max(most, (alive += by)), 0);
}
