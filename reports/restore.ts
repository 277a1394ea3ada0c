import { WAYS, type Way } from '../harness/restore/fidelity/expected';
import { commonFields } from '../harness/restore/fidelity/comparison';
import { isFlagged, type Cell, type MatrixRow } from '../harness/restore/fidelity/matrix';
import type { RestoreReport } from '../harness/restore/run/report';
import { literal, table } from './markdown';

const TITLES: Readonly<Record<Way, string>> = {
  S: 'S: etcd snapshot',
  B: 'B: with a revision bump',
  Vf: 'Vf: Velero, fresh cluster',
  Vl: 'Vl: Velero, living cluster',
};

const shown = (cell: Cell | undefined): string =>
  cell === undefined
    ? ''
    : isFlagged(cell)
      ? `${cell.measured} (expected ${String(cell.expected)})`
      : cell.measured;

/** For a terminal: a line for each row, and the cells that are not as expected. */
export function restoreLines({ matrix, recoveryMs }: RestoreReport): string[] {
  const lines = matrix.map(
    ({ row, title, cells }) =>
      `${String(row).padStart(2)}  ${title.padEnd(58)}${WAYS.map((way) => (cells[way]?.measured ?? '').padEnd(16)).join('')}`,
  );
  const head = `    ${'row'.padEnd(58)}${WAYS.map((way) => way.padEnd(16)).join('')}`;
  const times = WAYS.flatMap((way) => {
    const ms = recoveryMs[way];
    return ms === undefined ? [] : [`${way} ${(ms / 1000).toFixed(1)} s`];
  });
  return [
    head.trimEnd(),
    ...lines.map((line) => line.trimEnd()),
    '',
    ...flaggedLines(matrix),
    `Back after: ${times.join(', ')}`,
  ];
}

function flaggedLines(matrix: readonly MatrixRow[]): string[] {
  const flagged = matrix.flatMap(({ row, title, cells }) =>
    WAYS.flatMap((way) => {
      const cell = cells[way];
      return cell === undefined || !isFlagged(cell)
        ? []
        : [`  ${row} ${title}, ${way}: ${shown(cell)}: ${cell.evidence}`];
    }),
  );
  return flagged.length === 0
    ? ['Every cell is as expected.']
    : [`Not as expected: ${flagged.length}`, ...flagged, ''];
}

/** summary.md of `restore`. */
export function restoreMarkdown(report: RestoreReport): string {
  const { versions, machine, matrix, velero, bucket, objects } = report;
  const rows = matrix.map(({ row, title, cells }) => [
    ...[String(row), title],
    ...WAYS.map((way) => shown(cells[way])),
  ]);
  const evidence = matrix.flatMap(({ row, title, cells }) => [
    `- ${row} ${title}`,
    ...WAYS.flatMap((way) =>
      cells[way] === undefined ? [] : [`  - ${way}: ${literal(cells[way].evidence)}`],
    ),
  ]);
  return [
    '# What comes back: an etcd snapshot against a Velero backup',
    '',
    `etcd ${versions.etcd}, Kubernetes ${versions.kubernetes}, Velero ${versions.velero}; ${objects} objects; ${machine.cores} cores. ` +
      'Without a kubelet: no pod runs, and the data of volumes is not part of it.',
    '',
    `= same, ≠ changed, ≈ the same of most objects, ∅ lost, ! hazard.`,
    '',
    ...table(['#', 'row', ...WAYS.map((way) => TITLES[way])], rows),
    '',
    '## What each cell rests on',
    '',
    ...evidence,
    '',
    ...objectsPart(report),
    "## By Velero's own account",
    '',
    ...table(
      ['what', 'phase', 'warnings', 'errors', 's'],
      velero.map(({ name, phase, warnings, errors, tookMs }) => [
        ...[name, phase, String(warnings), String(errors)],
        (tookMs / 1000).toFixed(1),
      ]),
    ),
    '',
    ...velero.flatMap(({ name, complaints }) => complaints.map((line) => `- ${name}: ${literal(line)}`)),
    '',
    '## What the bucket held after the backup',
    '',
    ...bucket.map(({ key, bytes }) => `- \`${key}\` (${bytes} bytes)`),
    '',
    `    ${report.command}`,
    '',
  ].join('\n');
}

/** Fields of each way that are listed. */
const MOST_FIELDS = 12;

function objectsPart({ differences, objects }: RestoreReport): string[] {
  const ways = WAYS.flatMap((way) => {
    const comparison = differences[way];
    return comparison === undefined ? [] : [{ way, comparison }];
  });
  return [
    `## What became of ${objects} objects`,
    '',
    ...table(
      ['way', 'identical', 'changed', 'lost', 'added'],
      ways.map(({ way, comparison: { identical, changed, lost, added } }) => [
        ...[
          TITLES[way],
          String(identical),
          String(changed.length),
          String(lost.length),
          String(added.length),
        ],
      ]),
    ),
    '',
    ...ways.flatMap(({ way, comparison }) => {
      const fields = commonFields(comparison).slice(0, MOST_FIELDS);
      return fields.length === 0
        ? []
        : [
            ...[`Fields that differ most often, ${TITLES[way]}:`, ''],
            ...fields.map(({ field, became, objects: count }) => `- ${literal(field)} ${became} in ${count}`),
            '',
          ];
    }),
  ];
}
