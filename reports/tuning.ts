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
  `± ${jitter} ms`,
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
function conclusion({ rtt, jitter, tried, defaultsBreakAt, error }: TuneReport): string {
  if (error !== null) {
    return `not shown: ${error}`;
  }
  const own = tried.find((one) => one.timers === 'recommended' && one.jitter === jitter);
  const holds =
    own === undefined || own.stable === null
      ? 'what is recommended was not measured there'
      : own.stable && own.reelectable !== false
        ? `what is recommended is stable there and re-elects ${own.reelected?.successes ?? 0} of ${own.reelected?.trials ?? 0} in time`
        : 'what is recommended does NOT bear it either';
  const most = Math.max(...tried.map((one) => one.jitter));
  return defaultsBreakAt === null
    ? `etcd's defaults bear ${rtt} ms with every jitter that was tried, up to ${most} ms; ${holds}`
    : `etcd's defaults do not bear ${rtt} ms ± ${defaultsBreakAt} ms; ${holds}`;
}

/** OUT/summary.md of a tuning. */
export const tuningMarkdown = (report: TuneReport): string =>
  [
    `# Timers for ${report.rtt} ms ± ${report.jitter} ms, etcd ${literal(report.version)}`,
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
