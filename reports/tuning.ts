import type { Recommendation, Tried, TuneReport } from '../harness/latency/tuning';
import { literal, table } from './markdown';

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** What is recommended, what it costs, and which rules it breaks. */
export function recommendationLines(
  { heartbeat, election, snapshotCount, detection, failover, leastTtl, lockHandOver, rules }: Recommendation,
  target: number | undefined,
): string[] {
  const broken = rules.filter(({ kept }) => !kept).map(({ rule }) => rule);
  return [
    `--heartbeat-interval=${heartbeat} --election-timeout=${election} --snapshot-count=${snapshotCount} (etcd's own), the same on all members`,
    `  a lost leader is noticed after ${seconds(detection[0])} to ${seconds(detection[1])}, and followed within ${seconds(failover)}`,
    `  no lease is shorter than ${seconds(leastTtl)}; a lock whose holder is lost with the leader is handed over within ${seconds(lockHandOver)}`,
    broken.length === 0 ? '  every rule of tuning is kept' : `  broken: ${broken.join('; ')}`,
    ...(target === undefined || failover <= target
      ? []
      : [
          `  the target of ${seconds(target)} is not to be had by these rules: it needs an election timeout of at most ${Math.floor(target / 2)} ms less a round trip`,
        ]),
  ];
}

const word = (value: boolean | null, yes: string, no: string): string =>
  value === null ? 'not told' : value ? yes : no;

const cells = ({ timers, jitter, stable, reelected }: Tried): string[] => [
  timers,
  `up to ${jitter} ms`,
  word(stable, 'stable', 'NOT STABLE'),
  reelected === null ? '–' : `${reelected.successes} of ${reelected.trials}`,
];

const HEADINGS = ['timers', 'jitter', 'leader', 're-elected in time'];

/** What was tried on real clusters, and what it shows. */
export function tuningLines(report: TuneReport): string[] {
  const rows = [HEADINGS, ...report.tried.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  return [
    ...rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join('  ')
        .trimEnd(),
    ),
    '',
    conclusion(report),
  ];
}

/** In one sentence. */
function conclusion({
  rtt,
  jitter,
  tried,
  defaultsBreakAt,
  untold,
  holds,
  verdict,
  error,
  points,
}: TuneReport): string {
  if (verdict === 'fail') {
    return `a guarantee of etcd's was violated, whatever the timers: ${error ?? 'see the folders of the clusters'}`;
  }
  if (error !== null) {
    return `not shown: ${error}`;
  }
  const own = tried.find((one) => one.timers === 'recommended' && one.jitter === jitter);
  const share = own?.reelected;
  const recommended =
    holds === null
      ? 'whether what is recommended bears it does not show in the figures'
      : holds
        ? `what is recommended bears ${jitter} ms of jitter: stable, ${share?.successes ?? 0} of ${share?.trials ?? 0} re-elected in time`
        : 'what is recommended does NOT bear it either';
  const of = (timers: string) => points.find((one) => one.timers === timers && one.jitter === jitter);
  const [before, after] = [of('default'), of('recommended')];
  const better =
    before === undefined || after === undefined
      ? ''
      : ` (${before.leaderChanges} terms passed with the defaults and ${after.leaderChanges} with it, writes took ${p99(before)} and ${p99(after)} at the 99th percentile)`;
  const defaults = tried.filter((one) => one.timers === 'default');
  const most = Math.max(0, ...defaults.map((one) => one.jitter));
  const unknown =
    untold.length === 0 ? '' : `, but for ${untold.join(', ')} ms, where the figures do not tell`;
  return defaultsBreakAt === null
    ? `etcd's defaults bear ${rtt} ms with every jitter that was tried, up to ${most} ms${unknown}; ${recommended}${better}`
    : `etcd's defaults do not bear ${rtt} ms with ${defaultsBreakAt} ms of jitter; ${recommended}${better}`;
}

/** Of writes from the zone that is worst off. */
const p99 = ({ zones }: TuneReport['points'][number]): string => {
  const known = zones.map(({ put }) => put.p99).filter((one) => one !== null);
  return known.length === 0 ? 'no time at all' : `${Math.max(...known).toFixed(0)} ms`;
};

/** OUT/summary.md of a tuning. */
export const tuningMarkdown = (report: TuneReport): string =>
  [
    `# Timers for ${report.rtt} ms and up to ${report.jitter} ms more, etcd ${literal(report.version)}`,
    '',
    ...recommendationLines(report.recommended, undefined).map((line) => `- ${literal(line.trim())}`),
    '',
    ...table(HEADINGS, report.tried.map(cells)),
    '',
    literal(conclusion(report)),
    '',
    `    ${literal(report.command)}`,
    '',
  ].join('\n');
