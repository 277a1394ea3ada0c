import { isFlagged, WAYS, type FidelityCell, type FidelityRow } from '../harness/journal/restore-record';
import { commonFields } from '../harness/restore/fidelity/comparison';
import type { RestoreReport } from '../harness/restore/run/report';
import { cellText, matrixTable, WAY_TITLES } from './fidelity';
import { literal, table } from './markdown';

/** Columns of a terminal. */
const TITLE = 60;
const BETWEEN = 2;

const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length)) + BETWEEN;

/** For a terminal: a line for each row, and the cells that are not as expected. */
export function restoreLines({ matrix, notRun, recoveryMs }: RestoreReport): string[] {
  const widths = WAYS.map((way) => widest([way, ...matrix.map(({ cells }) => cells[way]?.measured ?? '')]));
  const lineOf = (number: string, title: string, texts: readonly string[]): string =>
    `${number.padStart(2)}  ${title.padEnd(TITLE)}${texts.map((text, index) => text.padEnd(widths[index] ?? 0)).join('')}`.trimEnd();
  const lines = matrix.map(({ row, title, cells }) =>
    lineOf(
      String(row),
      title,
      WAYS.map((way) => cells[way]?.measured ?? ''),
    ),
  );
  const head = lineOf('', 'row', WAYS);
  const times = WAYS.flatMap((way) => {
    const ms = recoveryMs[way];
    return ms === undefined ? [] : [`${way} ${(ms / 1000).toFixed(1)} s`];
  });
  return [
    head,
    ...lines,
    '',
    ...flaggedLines(matrix),
    ...notRun.map(({ row, title, why }) => `Not run: ${row} ${title}: ${why}`),
    `Back after: ${times.join(', ')}`,
  ];
}

function flaggedLines(matrix: readonly FidelityRow[]): string[] {
  const flagged = matrix.flatMap(({ row, title, cells }) =>
    WAYS.flatMap((way) => {
      const cell = cells[way];
      return cell === undefined || !isFlagged(cell)
        ? []
        : [`  ${row} ${title}, ${way}: ${cellText(cell)}: ${cell.explained ?? cell.evidence}`];
    }),
  );
  return flagged.length === 0
    ? ['Every cell is as expected.']
    : [`Not as expected: ${flagged.length}`, ...flagged, ''];
}

const evidenceOf = ({ evidence, explained }: FidelityCell): string =>
  explained === undefined ? evidence : `${evidence}. Not as expected: ${explained}`;

/** summary.md of `restore`. */
export function restoreMarkdown(report: RestoreReport): string {
  const { versions, machine, matrix, notRun, velero, bucket, saved } = report;
  const evidence = matrix.flatMap(({ row, title, cells }) => [
    `- ${row} ${title}`,
    ...WAYS.flatMap((way) =>
      cells[way] === undefined ? [] : [`  - ${way}: ${literal(evidenceOf(cells[way]))}`],
    ),
  ]);
  return [
    '# What comes back: an etcd snapshot against a Velero backup',
    '',
    `etcd ${versions.etcd}, Kubernetes ${versions.kubernetes}, Velero ${versions.velero}; ${saved.objects.length} objects; ${machine.cores} cores. ` +
      'Without a kubelet: no pod runs, and the data of volumes is not part of it.',
    '',
    ...matrixTable(matrix),
    '',
    ...notRun.map(({ row, title, why }) => `- Not run: ${row} ${title}: ${why}.`),
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
    ...bucket.stored.map(({ key, bytes }) => `- \`${key}\` (${bytes} bytes)`),
    '',
    `    ${report.command}`,
    '',
  ].join('\n');
}

/** Fields of each way that are listed. */
const MOST_FIELDS = 12;

function objectsPart({ differences, saved }: RestoreReport): string[] {
  const ways = WAYS.flatMap((way) => {
    const comparison = differences[way];
    return comparison === undefined ? [] : [{ way, comparison }];
  });
  return [
    `## What became of ${saved.objects.length} objects`,
    '',
    ...table(
      ['way', 'identical', 'changed', 'lost', 'added'],
      ways.map(({ way, comparison: { identical, changed, lost, added } }) => [
        ...[
          WAY_TITLES[way],
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
            ...[`Fields that differ most often, ${WAY_TITLES[way]}:`, ''],
            ...fields.map(({ field, became, objects: count }) => `- ${literal(field)} ${became} in ${count}`),
            '',
          ];
    }),
  ];
}
