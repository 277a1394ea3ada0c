import { isDeepStrictEqual } from 'node:util';
import type { WatchEvent } from '../../journal/record';
import type { History } from '../history';
import { isSerializable, type Acknowledged, type Undecided } from '../operation';
import { SimulatedEtcd } from './simulated-etcd';

interface Seen {
  readonly t: number;
  readonly events: readonly WatchEvent[];
}

/** Leases that ended, and when a recorder showed it. */
type Ended = ReadonlyMap<string, number>;

/**
 * Whether any order of the operations explains the journal: tries them all, by the specification that the
 * witness follows. Exponential; for histories of a few operations. Serializable operations and keepalives have
 * no place in it. Leases are granted before it begins, and none of them twice.
 */
export function anyOrderExplains(history: History): boolean {
  const placed = history.operations.filter(
    (operation) => !isSerializable(operation.request) && !('keepalive' in operation.request),
  );
  return search(
    new SimulatedEtcd('lenient'),
    placed.filter((operation): operation is Acknowledged => operation.outcome === 'ok'),
    placed.filter((operation): operation is Undecided => operation.outcome === 'unknown'),
    seenBy(history),
    new Map(),
  );
}

function seenBy({ watches }: History): Map<number, Seen> {
  const seen = new Map<number, Seen>();
  for (const { t, events } of watches.flatMap(({ responses }) => responses)) {
    const [first] = events;
    if (first !== undefined) {
      seen.set('put' in first ? first.put.mod : first.delete.mod, { t, events });
    }
  }
  return seen;
}

function search(
  etcd: SimulatedEtcd,
  acknowledged: readonly Acknowledged[],
  undecided: readonly Undecided[],
  seen: ReadonlyMap<number, Seen>,
  ended: Ended,
): boolean {
  if (acknowledged.length === 0 && etcd.revision >= Math.max(1, ...seen.keys())) {
    return true;
  }
  const firstReturn = Math.min(...acknowledged.map(({ returned }) => returned));
  for (const operation of acknowledged.filter(({ invoke }) => invoke <= firstReturn)) {
    const after = etcd.copy();
    after.preferred = keysShown(operation.response);
    const answer = after.execute(operation.request);
    const right = 'ok' in answer && isDeepStrictEqual(answer.ok, operation.response);
    const writes = after.revision > etcd.revision;
    if (
      right &&
      (!writes || (wasSeen(after, seen, operation.invoke) && mayAttach(after, operation, ended)))
    ) {
      const revoked = writes && 'revoke' in operation.request ? operation.request.revoke.lease : undefined;
      const rest = without(acknowledged, operation);
      if (search(after, rest, undecided, seen, withEnd(ended, revoked, seen.get(after.revision)))) {
        return true;
      }
    }
  }
  for (const operation of undecided.filter(({ invoke }) => invoke <= firstReturn)) {
    const after = etcd.copy();
    after.execute(operation.request);
    if (after.revision > etcd.revision && wasSeen(after, seen, operation.invoke)) {
      if (search(after, acknowledged, without(undecided, operation), seen, ended)) {
        return true;
      }
    }
  }
  const leases = new Set(etcd.content().flatMap(({ lease }) => lease ?? []));
  return [...leases].some((lease) => {
    const after = etcd.copy();
    after.expire(lease);
    const later = withEnd(ended, lease, seen.get(after.revision));
    return wasSeen(after, seen, 0) && search(after, acknowledged, undecided, seen, later);
  });
}

/** A lease whose end had been seen before a put was asked for can have nothing attached to it any more. */
const mayAttach = (after: SimulatedEtcd, { invoke }: Acknowledged, ended: Ended): boolean =>
  (after.log.at(-1) ?? []).every(
    (event) => !('put' in event) || (ended.get(event.put.lease ?? '') ?? Infinity) >= invoke,
  );

const withEnd = (ended: Ended, lease: string | undefined, shown: Seen | undefined): Ended =>
  lease === undefined || shown === undefined ? ended : new Map([...ended, [lease, shown.t]]);

/** Every key of an answer, in its order. */
const keysShown = (part: unknown): string[] =>
  typeof part !== 'object' || part === null
    ? []
    : 'key' in part && typeof part.key === 'string'
      ? [part.key]
      : Object.values(part).flatMap(keysShown);

/** Whether the newest revision is what the recorder showed, and not before it was asked for. */
function wasSeen(etcd: SimulatedEtcd, seen: ReadonlyMap<number, Seen>, invoke: number): boolean {
  const shown = seen.get(etcd.revision);
  return (
    shown !== undefined &&
    invoke <= shown.t &&
    isDeepStrictEqual(shown.events.map(change).sort(), (etcd.log.at(-1) ?? []).map(change).sort())
  );
}

/** Only what was changed counts here; whether the rest of an event is right is another checker's question. */
const change = (event: WatchEvent): string =>
  'put' in event
    ? JSON.stringify(['put', event.put.key, event.put.value, event.put.lease])
    : JSON.stringify(['delete', event.delete.key]);

const without = <T>(list: readonly T[], one: T): T[] => list.filter((other) => other !== one);
