import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import { emptyHistogram, figuresOf } from '../checkers/sweep/latencies';
import type { LatencyFigures, MeasuredPoint, ZoneFigures } from '../result/measured-point';
import type { NamedTimers } from './timers';

/**
 * One distance with one set of timers, over all repeats whose figures are to be relied on. All but `losses` and what is said of
 * them is of those in which clients counted; where there are none, `counted` is false and nobody looked.
 */
export interface PooledPoint extends MeasuredPoint {
  readonly timers: string;
  /** Repeats that are to be relied on, and those that are not. */
  readonly repeats: number;
  readonly unreliable: number;
  /** Whether leaders were taken away in any repeat, to be relied on or not. */
  readonly leadersLost: boolean;
  /** Whether no leader settled where one was to be lost. */
  readonly noneToLose: boolean;
  /** 99th percentiles of writes of the slowest zone, repeat by repeat. */
  readonly putP99s: readonly number[];
}

/** @param measured the same point in every repeat, and in clusters that only lost leaders at it; at least one */
export function pool({ name: timers }: NamedTimers, measured: readonly MeasuredPoint[]): PooledPoint {
  const counting = measured.filter(({ counted }) => counted);
  const repeats = counting.length > 0 ? counting : measured;
  const reliable = repeats.filter(isReliable);
  const used = reliable.length > 0 ? reliable : repeats;
  const [first] = used as [MeasuredPoint, ...MeasuredPoint[]];
  const sum = (of: (point: MeasuredPoint) => number): number => used.reduce((all, one) => all + of(one), 0);
  const zones = used.flatMap((point) => point.zones);
  const losing = measured.filter(({ counted }) => !counted);
  return {
    ...first,
    timers,
    seen: middle(used.map(({ seen }) => seen)),
    zones: [...new Set(zones.map(({ zone }) => zone))].map((zone) => poolZone(zone, zones)),
    led: counting.length === 0 ? null : ledIn(used.map(({ led }) => led)),
    leaderless: counting.length > 0 && used.some(({ leaderless }) => leaderless),
    leaderChanges: sum(({ leaderChanges }) => leaderChanges),
    sightLost: Math.max(...used.map(({ sightLost }) => sightLost)),
    heartbeatFailures: sum(({ heartbeatFailures }) => heartbeatFailures),
    proposalsFailed: sum(({ proposalsFailed }) => proposalsFailed),
    proposalsPending: Math.max(...used.map(({ proposalsPending }) => proposalsPending)),
    fsyncP99: most(used.map(({ fsyncP99 }) => fsyncP99)),
    commitP99: most(used.map(({ commitP99 }) => commitP99)),
    etcdRtt: middle(used.map(({ etcdRtt }) => etcdRtt)),
    busy: most(used.map(({ busy }) => busy)),
    losses: measured.filter(isReliable).flatMap(({ losses }) => losses),
    verdict: reliable.length > 0 ? 'measured' : 'inconclusive',
    why: reliable.length > 0 ? null : first.why,
    repeats: reliable.length,
    unreliable: repeats.length - reliable.length,
    leadersLost: measured.some(({ losses }) => losses.length > 0),
    noneToLose: losing.filter(isReliable).some(({ leaderless }) => leaderless),
    putP99s: used.flatMap((point) => most(point.zones.map(({ put }) => put.p99)) ?? []),
  };
}

const isReliable = ({ verdict }: MeasuredPoint): boolean => verdict === 'measured';

/** Once without a leader is enough, and once unknown is not. */
const ledIn = (all: readonly (boolean | null)[]): boolean | null =>
  all.includes(false) ? false : all.includes(null) ? null : true;

function poolZone(zone: string, all: readonly ZoneFigures[]): ZoneFigures {
  const here = all.filter((one) => one.zone === zone);
  const of = (work: 'put' | 'cas' | 'read' | 'serializable') => poolLatencies(here.map((one) => one[work]));
  return {
    zone,
    ...{ put: of('put'), cas: of('cas'), read: of('read'), serializable: of('serializable') },
    throughput: middle(here.map(({ throughput }) => throughput)),
  };
}

function poolLatencies(figures: readonly LatencyFigures[]): LatencyFigures {
  const all = emptyHistogram();
  figures.forEach(({ histogram }) => all.add(decodeFromCompressedBase64(histogram)));
  return figuresOf(
    all,
    figures.reduce((sum, { failed }) => sum + failed, 0),
  );
}

const known = (values: readonly (number | null)[]): number[] =>
  values.filter((value) => value !== null).sort((one, other) => one - other);

const most = (values: readonly (number | null)[]): number | null => known(values).at(-1) ?? null;

function middle(values: readonly (number | null)[]): number | null {
  const sorted = known(values);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
