import type { FidelityRow } from '../../journal/restore-record';
import { CLUSTER_ROWS } from './cluster-rows';
import { expectedIn, type Way } from './expected';
import { PART_ROWS } from './part-rows';
import type { Row } from './row';
import type { Reference, Sight } from './sight';

/** Every row that is measured, in order. */
export const ROWS: readonly Row[] = [...PART_ROWS, ...CLUSTER_ROWS].sort((a, b) => a.row - b.row);

/** Measures first, and holds it against what was expected afterwards. */
export const matrixOf = (
  rows: readonly Row[],
  reference: Reference,
  sights: ReadonlyMap<Way, Sight>,
): FidelityRow[] =>
  rows.map(({ row, title, measure }) => ({
    ...{ row, title },
    cells: Object.fromEntries(
      [...sights].map(([way, sight]) => [
        way,
        { ...measure(reference, sight), expected: expectedIn(row, way) },
      ]),
    ),
  }));
