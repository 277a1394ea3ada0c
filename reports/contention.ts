import type { ContentionReport } from '../harness/latency/contest';
import { literal, table } from './markdown';

type Point = ContentionReport['points'][number];

const HEADINGS = [
  'rtt',
  'keys',
  'clients',
  'back-off',
  'go through',
  'tries a change',
  'changes/s',
  'fairness',
];

const cells = ({
  rtt,
  keys,
  clients,
  strategy,
  attempts,
  won,
  throughput,
  fairness,
  verdict,
}: Point): string[] => [
  `${rtt} ms`,
  String(keys),
  String(clients),
  strategy,
  attempts === 0 ? '–' : `${((100 * won) / attempts).toFixed(0)} %`,
  won === 0 ? '–' : (attempts / won).toFixed(2),
  `${throughput.toFixed(throughput < 10 ? 1 : 0)}${verdict === 'measured' ? '' : ' ?'}`,
  fairness === null ? '–' : fairness.toFixed(2),
];

const crossingWords = ({ rtt, keys, lockWinsFrom }: ContentionReport['crossings'][number]): string =>
  `at ${rtt} ms on ${keys === 1 ? 'one key' : `${keys} keys`}: ${
    lockWinsFrom === null ? 'a lock never does better' : `a lock does better from ${lockWinsFrom} clients on`
  }`;

/** For a terminal. */
export function contentionLines({ points, crossings }: ContentionReport): string[] {
  const rows = [HEADINGS, ...points.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  return [
    ...rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] as number)).join('  ')),
    '',
    ...crossings.map(crossingWords),
  ];
}

/** OUT/summary.md of a contention curve. */
export const contentionMarkdown = ({
  version,
  runtime,
  machine,
  points,
  crossings,
  command,
  error,
}: ContentionReport): string =>
  [
    `# Contention for keys, etcd ${literal(version)}`,
    '',
    `Three members in three zones on ${runtime}, ${machine.cores} cores; clients change keys by compare-and-swap on mod_revision, or under a lock.`,
    ...(error === null ? [] : ['', `**${literal(error)}**`]),
    '',
    ...table(HEADINGS, points.map(cells)),
    '',
    '`go through`: of guarded writes, those whose guard held. `fairness`: of the clients’ shares, 1 where all are equal, 1/n where one has all.',
    'A `?` marks figures that are not to be relied on: the machine was at its limit, or a link was not as long as asked for.',
    '',
    ...crossings.map((crossing) => `- ${crossingWords(crossing)}`),
    '',
    `    ${literal(command)}`,
    '',
  ].join('\n');
