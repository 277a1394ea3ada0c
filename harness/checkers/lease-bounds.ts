import { disturbancesOf } from './disturbances';
import { findingsOf, secondsText, type Finding } from './finding';
import type { History } from './history';
import { isKeptTooLong, latestEnd, leaseLives, MANY_LEASES, mostAtOnce, type LeaseLife } from './lease-life';
import type { Operation } from './operation';
import { leaseOperations, ttlOf } from './windows';
import type { Change } from './changes';
import type { Witness } from './witness';

const finding = findingsOf('lease-bounds', 'CONS-3');

export interface LeaseVerdict {
  readonly findings: readonly Finding[];
  /** Leases whose keys were seen to go by expiry. */
  readonly expiries: number;
  /** Whether there were few enough leases at once for an upper bound. */
  readonly bounded: boolean;
}

interface Ended {
  readonly revision: number;
  readonly change: Change;
}

/**
 * CONS-3: keys of a lease go not before its last answered renewal's invoke + TTL, and not after the last possible
 * renewal + TTL and what a promotion, the sweep, a retry and the commit may add.
 */
export function leaseBounds(history: History, witness: Witness): LeaseVerdict {
  const ends = endsByLease(witness);
  const lives = leaseLives(history);
  const operations = leaseOperations(history.operations);
  const disturbances = disturbancesOf(history);
  const latest = (life: LeaseLife) => latestEnd(life, disturbances, history.header.timers);
  const bounded =
    mostAtOnce(lives, (life) => ends.get(life.lease)?.change.seen ?? latest(life)) < MANY_LEASES;
  const expiries = [...ends].flatMap(([lease, { change }]) =>
    change.by === undefined ? [{ lease, seen: change.seen ?? Infinity }] : [],
  );
  return {
    expiries: expiries.length,
    findings: [
      ...expiries.flatMap(({ lease, seen }) => tooEarly(lease, seen, operations.get(lease) ?? [])),
      ...(bounded ? lives.flatMap((life) => tooLate(life, latest(life), ends, witness)) : []),
    ],
    bounded,
  };
}

function endsByLease({ changes }: Witness): Map<string, Ended> {
  const ends = new Map<string, Ended>();
  for (const revision of changes.keys()) {
    const change = changes.get(revision);
    if (change?.endOf !== undefined) {
      ends.set(change.endOf, { revision, change });
    }
  }
  return ends;
}

/** Against every renewal that was answered, whether before the keys went or, worse, after. */
function tooEarly(lease: string, seen: number, known: readonly Operation[]): Finding[] {
  if (
    known.some(({ request, outcome, invoke }) => 'revoke' in request && outcome !== 'fail' && invoke <= seen)
  ) {
    return [];
  }
  const promised = known.findLast(
    (renewal) =>
      renewal.outcome === 'ok' && ttlOf(renewal) > 0 && renewal.invoke + ttlOf(renewal) * 1e6 > seen,
  );
  return promised?.outcome === 'ok'
    ? [
        finding(
          `the keys of lease ${lease} were gone at ${secondsText(seen)}, and client ${promised.client}, who asked at ` +
            `${secondsText(promised.invoke)}, had been promised ${ttlOf(promised)} s`,
          promised.id,
        ),
      ]
    : [];
}

function tooLate(
  life: LeaseLife,
  bound: number,
  ends: ReadonlyMap<string, Ended>,
  witness: Witness,
): Finding[] {
  const end = ends.get(life.lease);
  const gone = end === undefined ? stillThere(life, witness) : end.change.seen;
  return gone !== undefined && isKeptTooLong(gone, bound, witness)
    ? [
        finding(
          `the keys of lease ${life.lease} (${life.ttl / 1e6} s, last renewed by ${life.renewedBy}) were there until ` +
            `${secondsText(gone)}, and ${secondsText(bound)} is the latest that every renewal and promotion allows`,
          life.renewedBy,
        ),
      ]
    : [];
}

/** When a lease that never ended was last known to have keys: the last linearizable call saw that state. */
function stillThere({ lease }: LeaseLife, { model, order, gap }: Witness): number | undefined {
  return gap !== undefined || model.keysOf(lease).size === 0
    ? undefined
    : order.answered.reduce((latest, { invoke }) => Math.max(latest, invoke), 0);
}
