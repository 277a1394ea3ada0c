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
  'machine',
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
  busy,
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
  busy === null ? '–' : `${(100 * busy).toFixed(0)} %`,
];

const crossingWords = ({ rtt, keys, lockWinsFrom }: ContentionReport['crossings'][number]): string =>
  `at ${rtt} ms on ${keys === 1 ? 'one key' : `${keys} keys`}: ${
    lockWinsFrom === null
      ? 'a lock does not do better with the most clients'
      : `a lock does better from ${lockWinsFrom} clients on`
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
    '`machine`: the most of its processor time that was in use in any second. Clients that contend take what there is: near 100 % the figures are of',
    'the machine and of the harness as much as of etcd. Each contest was measured once. A `?` marks figures that are not to be relied on: a link',
    'was not as long as asked for.',
    '',
    ...crossings.map((crossing) => `- ${crossingWords(crossing)}`),
    '',
    `    ${literal(command)}`,
    '',
  ].join('\n');
