import type { WatchEvent } from '../../journal/record';
import type { SimulatedEtcd } from './simulated-etcd';

/** What a recorder showed of one revision. */
export interface Shown {
  readonly t: number;
  readonly events: readonly WatchEvent[];
}

/** Leases that ended, and when a recorder showed it. */
export type LeaseEnds = ReadonlyMap<string, number>;

/** A lease whose end had been seen before a put was asked for can have nothing attached to it any more. */
export const mayAttach = (after: SimulatedEtcd, invoke: number, ends: LeaseEnds): boolean =>
  (after.log.at(-1) ?? []).every(
    (event) => !('put' in event) || (ends.get(event.put.lease ?? '') ?? Infinity) >= invoke,
  );

export const withEnd = (ends: LeaseEnds, lease: string | undefined, shown: Shown | undefined): LeaseEnds =>
  lease === undefined || shown === undefined ? ends : new Map([...ends, [lease, shown.t]]);
