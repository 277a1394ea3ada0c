import { Refusal } from '../../errors/refusal';
import { equallyFar } from '../../topology/zones';
import type { Sweep, SweepPoint } from './plan';

const ZONES = ['a', 'b', 'c'];
/**
 * Milliseconds there and back: within a data centre, and far enough to be told apart from what a busy machine takes. Each twice,
 * since a machine that is busy for a second spoils a point.
 */
const DISTANCES = [0, 40, 0, 40];
const RATE = 20;
/** One key and many, for so many clients at once. */
const KEYS = [1, 1000];
const CLIENTS = 12;

/**
 * Two distances, leaders lost at both, and clients that contend for one key and for many: what the suite `latency` does.
 * @throws Refusal (usage) for a topology that has no member to lose
 */
export function smallSweep(members: number): Sweep {
  if (members !== ZONES.length) {
    throw Refusal.usage(
      `suite latency has a member in each of three zones, and the topology has ${members}; use dedicated-3`,
    );
  }
  const distances = DISTANCES.map((rtt, point): SweepPoint => ({
    ...{
      point,
      rtt,
      jitter: 0,
      measureMs: 3_000,
      burstMs: 0,
      kills: 1,
      freezes: point < 2 ? 1 : 0,
      oneWay: oneWayOf(rtt),
    },
  }));
  const contests = KEYS.map((keys, index): SweepPoint => ({
    ...{
      point: DISTANCES.length + index,
      rtt: 0,
      jitter: 0,
      measureMs: 2_000,
      burstMs: 0,
      kills: 0,
      freezes: 0,
    },
    oneWay: oneWayOf(0),
    contention: { keys, clients: CLIENTS, strategy: 'none' },
  }));
  return {
    ...{ zones: ZONES, placement: ZONES, leaderZone: 'a', rate: RATE, direct: false },
    points: [...distances, ...contests],
  };
}

const oneWayOf = (rtt: number): number[][] => equallyFar(ZONES, rtt).oneWay.map((row) => [...row]);
