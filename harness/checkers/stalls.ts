import { seconds } from './finding';
import type { History } from './history';

/** How often the harness samples the lag of its event loop, in microseconds. */
const SAMPLED_EVERY = 1_000_000;

/** The harness itself stood still somewhere in this time (microseconds), for so many seconds. */
export interface Stall {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

/** Lags of the harness beyond what `harness-lag` allows: nobody was there to ask, or to hear an answer. */
export function stallsOf({ told, header }: History): Stall[] {
  const allowed = header.thresholds['harness-lag'] ?? 0;
  return told.sample
    .filter(({ name, value }) => name === 'event-loop-lag' && value > allowed)
    .map(({ t, value }) => ({ from: t - SAMPLED_EVERY - 1000 * value, to: t, seconds: value / 1000 }));
}

/** Seconds by which stalls may have made a time longer than etcd made it, at the most all of it. */
export function stalledWithin(stalls: readonly Stall[], { from, to }: Pick<Stall, 'from' | 'to'>): number {
  const overlapping = stalls.filter((stall) => stall.from < to && stall.to > from);
  return Math.min(
    seconds(to - from),
    overlapping.reduce((sum, stall) => sum + stall.seconds, 0),
  );
}
