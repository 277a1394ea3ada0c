import type { LatencyReport } from '../harness/latency/report';
import { literal, table } from './markdown';

type Point = LatencyReport['points'][number];
type Thresholds = LatencyReport['thresholds'][number];

/** Milliseconds with the digits that they deserve. */
const ms = (value: number | null): string =>
  value === null ? '–' : value >= 100 ? value.toFixed(0) : value.toFixed(1);

const worst = (point: Point, of: (zone: Point['zones'][number]) => number | null): number | null =>
  point.zones.reduce<number | null>((most, zone) => {
    const value = of(zone);
    return value !== null && (most === null || value > most) ? value : most;
  }, null);

const middle = (values: (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null).sort((one, other) => one - other);
  return known[Math.floor((known.length - 1) / 2)] ?? null;
};

const HEADINGS = ['timers', 'rtt', 'seen', 'put p50', 'put p99', 'failed', 'read p99', 'local p99', 'puts/s'];
const FAILURE_HEADINGS = ['changes', 'repeats', 'elected', 'available', 'lock'];

/** One row a point: what the slowest zone saw, and what the loss of a leader cost in the middle of all. */
function cells(point: Point): string[] {
  const { timers, rtt, jitter, seen, losses, counted } = point;
  const kills = losses.filter(({ how }) => how === 'kill');
  return [
    timers,
    jitter > 0 ? `${rtt} + ${jitter}` : String(rtt),
    ms(seen),
    ms(worst(point, ({ put }) => put.p50)),
    ms(worst(point, ({ put }) => put.p99)),
    counted ? String(point.zones.reduce((sum, { put }) => sum + put.failed, 0)) : '–',
    ms(worst(point, ({ read }) => read.p99)),
    ms(worst(point, ({ serializable }) => serializable.p99)),
    ms(point.zones.reduce((sum, { throughput }) => sum + (throughput ?? 0), 0) || null),
    counted ? changesText(point) : '–',
    counted ? repeatsText(point) : '–',
    ms(middle(kills.map(({ elected }) => elected))),
    ms(middle(kills.map(({ available }) => available))),
    ms(middle(kills.map(({ lockReleased }) => lockReleased))),
  ];
}

const changesText = ({ led, leaderChanges, verdict }: Point): string =>
  `${led === false && leaderChanges === 0 ? 'none led' : leaderChanges}${verdict === 'measured' ? '' : ' ?'}`;

const repeatsText = ({ repeats, unreliable }: Point): string =>
  unreliable === 0 ? String(repeats) : `${repeats} of ${repeats + unreliable}`;

const inOrder = (points: readonly Point[]): Point[] =>
  [...points].sort(
    (one, other) =>
      one.timers.localeCompare(other.timers) || one.rtt - other.rtt || one.jitter - other.jitter,
  );

/** For a terminal: columns as wide as they need to be. */
export function latencyLines(report: LatencyReport): string[] {
  const rows = [[...HEADINGS, ...FAILURE_HEADINGS], ...inOrder(report.points).map(cells)];
  const widths = (rows[0] as string[]).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] as string).length)),
  );
  return [
    ...rows.map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number),
        )
        .join('  '),
    ),
    '',
    ...report.thresholds.flatMap(thresholdLines),
  ];
}

/** Between which two round trips something stops to hold. */
export function interval({ low, high, open, contradicted }: Thresholds['stable']): string {
  const beyond = contradicted.length === 0 ? '' : `, though it held at ${contradicted.join(', ')} ms`;
  if (low === null) {
    return high === null
      ? 'not measured'
      : open.length === 0
        ? `not even at ${high} ms${beyond}`
        : `not at ${high} ms; too little was tried at ${open.join(', ')} ms to tell${beyond}`;
  }
  return high === null
    ? `up to ${low} ms, the most that was tried`
    : `up to between ${low} and ${high} ms${beyond}`;
}

function thresholdLines({
  timers,
  heartbeat,
  election,
  jitter,
  stable,
  reelectable,
  onTarget,
  reelected,
}: Thresholds): string[] {
  const shares = reelected.map(
    ({ rtt, successes, trials, low, high }) =>
      `${successes} of ${trials} at ${rtt} ms (${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)} %)`,
  );
  return [
    `${timers} (${heartbeat}/${election} ms${jitter > 0 ? `, jitter ${jitter} ms` : ''})`,
    `  stable        ${interval(stable)}`,
    `  re-electable  ${interval(reelectable)}${shares.length === 0 ? '' : `: ${shares.join(', ')}`}`,
    `  on target     ${interval(onTarget)}`,
  ];
}

/** OUT/summary.md of a sweep. */
export function latencyMarkdown(report: LatencyReport): string {
  const { version, runtime, placement, leaderZone, targetP99, machine, proxies, command, error } = report;
  return [
    `# Latency of etcd ${literal(version)}`,
    '',
    `${placement.length} members in ${new Set(placement).size} zones (${literal(placement.join(', '))}), the leader in ${literal(leaderZone)}, on ${runtime}; ` +
      `${machine.cores} cores. Times are in milliseconds.`,
    ...(error === null ? [] : ['', `**${literal(error)}**`]),
    '',
    ...table([...HEADINGS, ...FAILURE_HEADINGS], inOrder(report.points).map(cells)),
    '',
    'Latencies are those of the zone that is worst off; `changes` are terms that passed without a leader having been taken away, with a',
    '`?` where the figures of no repeat are to be relied on. `elected`, `available` and `lock` are medians from the kill of the leader.',
    '',
    ...table(
      ['timers', 'heartbeat/election', 'jitter', 'stable', 're-electable', `p99 of writes ≤ ${targetP99} ms`],
      report.thresholds.map(({ timers, heartbeat, election, jitter, stable, reelectable, onTarget }) => [
        timers,
        `${heartbeat}/${election}`,
        String(jitter),
        interval(stable),
        interval(reelectable),
        interval(onTarget),
      ]),
    ),
    '',
    ...table(
      ['published', 'source', 'here', 'why'],
      report.published.map(({ claim, source, verdict, why }) => [
        literal(claim),
        literal(source),
        verdict,
        literal(why),
      ]),
    ),
    '',
    `The proxies themselves: a write at no distance took ${ms(proxies.proxied)} ms through them and ${ms(proxies.direct)} ms without (median).`,
    'Delays come from Toxiproxy, after the TCP handshake: a new connection, the congestion window and lost packets are not modelled.',
    '',
    `    ${literal(command)}`,
    '',
  ].join('\n');
}
