import type { SweepPoint } from '../gate/sweep/plan';
import { secondsOf } from '../gate/sweep/seconds-of';
import { equallyFar, widest } from '../topology/zones';
import { Random } from '../workload/random';
import type { SweepFile } from './sweep-file';
import type { NamedTimers } from './timers';

/** One setting of the network that is to be measured; its number is the same in every cell. */
export type Distance = SweepFile['distances'][number];
type Work = SweepFile['work'];

/** What one cluster is put through: all distances with one set of timers, once. */
export interface Cell {
  /** Also the name of its folder: "default-2", "control-1". */
  readonly name: string;
  readonly timers: NamedTimers;
  readonly direct: boolean;
  readonly points: readonly SweepPoint[];
}

/** Every round trip with every jitter. */
export function distancesOf(
  zoneNames: readonly string[],
  rtts: readonly number[],
  jitters: readonly number[],
  failoverAt: readonly number[],
): Distance[] {
  const pairs = rtts.flatMap((rtt) => jitters.map((jitter) => ({ rtt, jitter })));
  return pairs.map(({ rtt, jitter }, point) => ({
    ...{ point, jitter, zones: equallyFar(zoneNames, rtt) },
    failover: failoverAt.includes(rtt),
  }));
}

/** What decides the order of a cell's distances, and what its name says between the set of timers and the repeat. */
export interface Drawn {
  readonly seed: number;
  readonly label?: string | undefined;
}

/**
 * The cells of a sweep in the order in which they run: in each repeat every set of timers, the one that comes first changing
 * from repeat to repeat, and in each cell the distances in an order of its own. So what changes with time changes nothing
 * for one of them alone.
 */
export function cellsOf(
  timers: readonly NamedTimers[],
  distances: readonly Distance[],
  work: Work,
  { seed, label = '' }: Drawn,
): Cell[] {
  const random = new Random(seed);
  return Array.from({ length: work.repeats }, (_, repeat) => {
    const turned = timers.map((_, index) => timers[(index + repeat) % timers.length] as NamedTimers);
    return turned.map((one) => ({
      name: `${one.name}${label}-${repeat + 1}`,
      timers: one,
      direct: false,
      points: shuffled(distances, random).map((distance) => pointOf(distance, work, repeat)),
    }));
  }).flat();
}

/** Clusters of one set of timers among which the leaders are shared that are to be lost. */
const LOSING = 2;

/**
 * Cells that lose leaders and measure nothing else. They wait for timeouts most of the time, so that several have room on
 * one machine at once, where figures of latency have not.
 */
export function losingCells(
  timers: readonly NamedTimers[],
  distances: readonly Distance[],
  work: Work,
  { seed, label = '' }: Drawn,
): Cell[] {
  const losing = distances.filter(({ failover }) => failover);
  const only = { ...work, repeats: Math.min(LOSING, work.repeats), measureMs: 0, burstMs: 0 };
  return cellsOf(timers, losing, only, { seed, label: `${label}-losses` })
    .map((cell) => ({ ...cell, points: cell.points.filter(({ kills, freezes }) => kills + freezes > 0) }))
    .filter(({ points }) => points.length > 0);
}

/** Without proxies, and without any distance: what the proxies themselves add. @param repeat counted from 1 */
export const controlOf = (
  timers: NamedTimers,
  zoneNames: readonly string[],
  work: Work,
  repeat: number,
): Cell => ({
  ...{ name: `control-${repeat}`, timers, direct: true },
  points: [pointOf({ point: 0, jitter: 0, zones: equallyFar(zoneNames, 0), failover: false }, work, 0)],
});

/** Seconds that a cell takes, as far as can be said before. */
export const secondsOfCell = ({ points, timers }: Cell): number =>
  secondsOf({ points: [...points] }, timers.timers);

/** Seconds that cells take which run at the same time. */
export const secondsOfGroup = (group: readonly Cell[]): number => Math.max(0, ...group.map(secondsOfCell));

function pointOf({ point, zones, jitter, failover }: Distance, work: Work, repeat: number): SweepPoint {
  return {
    ...{ point, rtt: widest(zones), jitter, measureMs: work.measureMs, burstMs: work.burstMs },
    oneWay: zones.oneWay.map((row) => [...row]),
    kills: failover ? shareOf(work.kills, repeat, work.repeats) : 0,
    freezes: failover ? shareOf(work.freezes, repeat, work.repeats) : 0,
  };
}

/** What of so many falls to one repeat, the first ones taking what is left over. */
const shareOf = (all: number, repeat: number, repeats: number): number =>
  Math.floor(all / repeats) + (repeat < all % repeats ? 1 : 0);

function shuffled<T>(all: readonly T[], random: Random): T[] {
  const left = [...all];
  return all.map(() => left.splice(random.integer(0, left.length - 1), 1)[0] as T);
}
