import type { RecordOf } from '../journal/record';
import { groupBy } from './grouping';
import type { History } from './history';
import type { Mvcc } from './mvcc';
import type { RevisionTimes } from './revision-times';
import type { Witness } from './witness';

/** One stay of a holder in a lock's queue, from its own account. Times in microseconds. */
export interface Tenure {
  readonly lock: string;
  readonly holder: string;
  readonly kind: RecordOf<'lock'>['kind'];
  /** Its ownership key, once told. */
  readonly key: string | undefined;
  readonly lease: string | undefined;
  /** Seconds of its lease, where no grant is recorded that tells them. */
  readonly ttl: number | undefined;
  /** Create revision of its key: the fencing token. */
  readonly create: number | undefined;
  readonly waits: number | undefined;
  readonly holds: number | undefined;
  readonly works: readonly number[];
  readonly released: number | undefined;
  readonly ended: { readonly t: number; readonly how: RecordOf<'lock'>['how'] } | undefined;
  readonly thawed: number | undefined;
  /** When it learned that its lease or key was gone. */
  readonly lost: number | undefined;
}

/** In each lock by the time of `holds`. A new stay begins with `waits`, or with `holds` after a release. */
export function tenuresOf({ told }: History): Tenure[] {
  const own = told.lock.filter(({ state }) => state !== 'observes' && state !== 'refused');
  const byHolder = groupBy(own, ({ lock, holder }) => JSON.stringify([lock, holder]));
  return [...byHolder.values()]
    .flatMap((events) => stays([...events].sort((one, other) => one.t - other.t)))
    .sort((one, other) => (one.holds ?? Infinity) - (other.holds ?? Infinity));
}

function stays(events: readonly RecordOf<'lock'>[]): Tenure[] {
  const split: RecordOf<'lock'>[][] = [];
  let begun = '';
  for (const event of events) {
    const again =
      event.state === 'waits'
        ? event.key === undefined || event.key !== begun
        : event.state === 'holds' && event.key !== begun;
    const current = split.at(-1);
    if (current === undefined || (again && begun !== '')) {
      split.push([event]);
      begun = '';
    } else {
      current.push(event);
    }
    begun = event.key ?? begun;
  }
  return split.map(tenureOf);
}

function tenureOf(events: readonly RecordOf<'lock'>[]): Tenure {
  const [{ lock, holder, kind }] = events as readonly [RecordOf<'lock'>, ...RecordOf<'lock'>[]];
  const at = (state: RecordOf<'lock'>['state']) => events.find((event) => event.state === state);
  const ended = at('ended');
  return {
    lock,
    holder,
    kind,
    key: events.find(({ key }) => key !== undefined)?.key,
    lease: events.find(({ lease }) => lease !== undefined)?.lease,
    ttl: at('holds')?.ttl,
    create: at('holds')?.create,
    waits: at('waits')?.t,
    holds: at('holds')?.t,
    works: events.filter(({ state }) => state === 'works').map(({ t }) => t),
    released: at('released')?.t,
    ended: ended && { t: ended.t, how: ended.how },
    thawed: at('thawed')?.t,
    lost: at('lost')?.t,
  };
}

/** Until when it believed to hold: a frozen or cut-off holder goes on believing. */
export function believesUntil({ holds, released, ended, works }: Tenure): number {
  const over = ended?.how === 'kill' || ended?.how === 'graceful' ? ended.t : undefined;
  return released ?? over ?? Math.max(holds ?? 0, ...works);
}

/** Whether it had been stopped or cut off by this time, so that it could not know better. */
export const wasStopped = ({ ended }: Tenure, by: number): boolean =>
  (ended?.how === 'freeze' || ended?.how === 'cut') && ended.t <= by;

/** The revision that deleted a key which had been created at `create`. */
export function deletionOf(key: string, create: number, model: Mvcc): number | undefined {
  for (const revision of model.changes({ key }, create + 1, Infinity).keys()) {
    if (model.get(key, revision) === undefined) {
      return revision;
    }
  }
  return undefined;
}

/**
 * Whether its key was gone already when it began to believe: the answer that it believes had been true, and took
 * longer to arrive than the rest of the lease. No violation by etcd, and what fencing is for.
 */
export function beganTooLate(
  { key, create, holds }: Tenure,
  { model }: Witness,
  times: RevisionTimes,
): boolean {
  const gone = key === undefined || create === undefined ? undefined : deletionOf(key, create, model);
  return gone !== undefined && (times.seen(gone) ?? Infinity) < (holds ?? 0);
}

/** All ownership keys of the same lock: etcd's clients put them under one prefix. */
export function rivals(key: string): { key: string; end: string } {
  const prefix = key.slice(0, key.lastIndexOf('/') + 1);
  return { key: prefix, end: prefix === '' ? '\0' : `${prefix.slice(0, -1)}0` };
}
