import { isDeepStrictEqual } from 'node:util';
import type { WatchEvent } from '../../journal/record';
import type { History } from '../history';
import { isSerializable, type Acknowledged, type Undecided } from '../operation';
import { type LeaseEnds, mayAttach, type Shown, withEnd } from './lease-ends';
import { SimulatedEtcd } from './simulated-etcd';

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

function seenBy({ watches }: History): Map<number, Shown> {
  const seen = new Map<number, Shown>();
  for (const { t, events } of watches.flatMap(({ responses }) => [...responses])) {
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
  seen: ReadonlyMap<number, Shown>,
  ended: LeaseEnds,
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
      (!writes || (wasSeen(after, seen, operation.invoke) && mayAttach(after, operation.invoke, ended)))
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

/** Every key of an answer, in its order. */
const keysShown = (part: unknown): string[] =>
  typeof part !== 'object' || part === null
    ? []
    : 'key' in part && typeof part.key === 'string'
      ? [part.key]
      : Object.values(part).flatMap(keysShown);

/** Whether the newest revision is what the recorder showed, and not before it was asked for. */
function wasSeen(etcd: SimulatedEtcd, seen: ReadonlyMap<number, Shown>, invoke: number): boolean {
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
