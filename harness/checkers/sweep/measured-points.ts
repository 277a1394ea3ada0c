import type { RecordOf } from '../../journal/record';
import type { LatencyFigures, MeasuredPoint, ZoneFigures } from '../../result/measured-point';
import { groupBy } from '../grouping';
import type { History } from '../history';
import type { Operation } from '../operation';
import { contentionFigures } from './contention';
import { emptyHistogram, figuresOf, latenciesOf } from './latencies';
import { lostLeaders } from './lost-leaders';
import { ownFigures } from './own-figures';
import { stretchesOf, within, type PointStretches, type Stretch } from './stretches';
import { lastSeen, medianOf, strayed } from './links';

/** A processor that is used for so much of a second has had no time for something. */
const SATURATED = 0.95;
/** Milliseconds that the harness's own event loop may be late. */
const LATE = 250;
const NOTHING: Stretch = { from: 0, to: 0 };

/** What a sweep's journal shows of each of its points, in the order in which they were measured. */
export function measuredPoints(history: History): MeasuredPoint[] {
  if (history.told.point.length === 0) {
    return [];
  }
  const byClient = groupBy(history.operations, ({ client }) => client);
  return stretchesOf(history).map((point) => measuredPoint(history, byClient, point));
}

function measuredPoint(
  history: History,
  byClient: ReadonlyMap<number, readonly Operation[]>,
  stretches: PointStretches,
): MeasuredPoint {
  const { told, header } = history;
  const { point, rtt, jitter, contention, losing, whole, of, finished, leaderless, cutShort } = stretches;
  const measured = of('measure');
  const burst = of('burst');
  const links = lastSeen(told.link.filter((link) => link.point === point));
  const samples = (name: string, stretch: Stretch): number[] =>
    told.sample.flatMap((sample) =>
      sample.name === name && within(stretch, sample.t) ? [sample.value] : [],
    );
  const failing = of('fail');
  const counted = measured ?? failing ?? whole;
  const busy = samples('machine-busy', counted);
  const undisturbed = until(whole, of('rest')?.from ?? burst?.from ?? failing?.from);
  const { led, ...own } = ownFigures(
    told.metrics.filter(({ t }) => within(undisturbed, t)),
    header.subject.members,
  );
  const bothWays = links.filter(({ way }) => way === undefined);
  const longest = Math.max(0, ...bothWays.map(({ wanted }) => wanted));
  const astray = links.map((link) => strayed(link)).find((why) => why !== undefined);
  const limit = limitOf(stretches, busy, samples('event-loop-lag', counted));
  const without = mostlySaturated(samples('machine-busy', failing ?? NOTHING));
  const why = finished ? (astray ?? limit ?? without ?? cutShort) : 'it was broken off';
  return {
    ...{ point, rtt, jitter },
    seen: medianOf(bothWays.filter(({ wanted }) => wanted === longest).flatMap(({ seen }) => seen)),
    heartbeat: header.timers.heartbeatMs,
    election: header.timers.electionMs,
    counted: !losing,
    zones: (losing ? [] : zonesOf(told.paced, byClient, whole, measured ?? NOTHING)).map((figures) => ({
      ...figures,
      throughput: burst === undefined ? null : throughput(history, figures.zone, burst),
    })),
    led: leaderless ? false : led,
    leaderless,
    ...own,
    busy: busy.length === 0 ? null : Math.max(...busy),
    losses: lostLeaders(history, failing ?? NOTHING),
    ...(contention === undefined
      ? {}
      : { contention: contentionFigures(history, contention, whole, measured ?? NOTHING) }),
    finished,
    verdict: why === undefined ? 'measured' : 'inconclusive',
    why: why ?? null,
  };
}

const until = ({ from, to }: Stretch, end: number | undefined): Stretch => ({ from, to: end ?? to });

function zonesOf(
  paced: readonly RecordOf<'paced'>[],
  byClient: ReadonlyMap<number, readonly Operation[]>,
  whole: Stretch,
  measured: Stretch,
): Omit<ZoneFigures, 'throughput'>[] {
  const here = paced.filter(({ t }) => within(whole, t));
  return [...groupBy(here, ({ zone }) => zone)].map(([zone, paces]) => {
    const of = (work: RecordOf<'paced'>['work']): LatencyFigures => {
      const pace = paces.find((one) => one.work === work);
      return pace === undefined
        ? figuresOf(emptyHistogram(), 0)
        : latenciesOf(byClient.get(pace.client) ?? [], pace, measured);
    };
    return { zone, put: of('put'), cas: of('cas'), read: of('read'), serializable: of('serializable') };
  });
}

/** Acknowledged writes a second; a burst's keys carry the zone of who wrote them. */
function throughput({ operations }: History, zone: string, burst: Stretch): number {
  const written = operations.filter(
    ({ invoke, outcome, request }) =>
      within(burst, invoke) &&
      outcome === 'ok' &&
      'put' in request &&
      request.put.key.startsWith(`burst/${zone}/`),
  ).length;
  return Math.round((1e6 * written) / (burst.to - burst.from));
}

/** Why the figures are of the machine or of the harness too. Who contends takes all that the machine has, by what it is for. */
function limitOf(
  { contention, losing }: PointStretches,
  busy: readonly number[],
  lag: readonly number[],
): string | undefined {
  if (contention !== undefined) {
    return undefined;
  }
  if (busy.length === 0) {
    return 'nobody looked how busy the machine was';
  }
  if (losing) {
    return mostlySaturated(busy);
  }
  const [most, late] = [Math.max(0, ...busy), Math.max(0, ...lag)];
  if (most >= SATURATED) {
    return `the machine's processors were used to ${Math.round(100 * most)} %, so its figures are of the machine too`;
  }
  return late >= LATE
    ? `the harness itself was ${Math.round(late)} ms late, so its figures are of the harness too`
    : undefined;
}

/** A member that starts takes a processor for a moment; elections are the machine's where it has none left most of the time. */
function mostlySaturated(busy: readonly number[]): string | undefined {
  return busy.filter((share) => share >= SATURATED).length > busy.length / 2
    ? "the machine's processors were used up most of the time that leaders were lost"
    : undefined;
}
