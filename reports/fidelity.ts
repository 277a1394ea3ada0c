import {
  isFlagged,
  WAYS,
  type FidelityCell,
  type FidelityRow,
  type ProvokedFailure,
  type Way,
} from '../harness/journal/restore-record';
import { literal, table } from './markdown';

export const WAY_TITLES: Readonly<Record<Way, string>> = {
  S: 'S: etcd snapshot',
  B: 'B: with a revision bump',
  Vf: 'Vf: Velero, fresh cluster',
  Vl: 'Vl: Velero, living cluster',
};

/** What a cell says, and what was expected where that is something else. */
export const cellText = (cell: FidelityCell | undefined): string =>
  cell === undefined
    ? ''
    : isFlagged(cell)
      ? `${cell.measured} (expected ${String(cell.expected)})`
      : cell.measured;

/** The matrix as Markdown. */
export const matrixTable = (matrix: readonly FidelityRow[]): string[] => [
  '= same, ≠ changed, ≈ the same of most objects, ∅ lost, ! hazard.',
  '',
  ...table(
    ['#', 'row', ...WAYS.map((way) => WAY_TITLES[way])],
    matrix.map(({ row, title, cells }) => [
      ...[String(row), literal(title)],
      ...WAYS.map((way) => literal(cellText(cells[way]))),
    ]),
  ),
];

/** Restores that were made to fail, as Markdown. */
export const failuresTable = (failures: readonly ProvokedFailure[]): string[] =>
  table(
    ['group', 'case', 'Velero', 'warnings', 'errors', 'the cluster', 'cure', 'afterwards', 'cured'],
    failures.map((one) => [
      ...[one.group, literal(one.case), literal(one.phase), String(one.warnings), String(one.errors)],
      ...[literal(one.cluster, 300), literal(one.cure, 300), literal(one.afterwards, 300)],
      one.cured ? 'yes' : '**no**',
    ]),
  );
