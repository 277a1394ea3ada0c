import { z } from 'zod';
import { CLUSTER_ROWS } from './cluster-rows';
import { expectedIn, WAYS, type Way } from './expected';
import { PART_ROWS } from './part-rows';
import type { Row } from './row';
import type { Reference, Sight } from './sight';

/** Every row that is measured, in order. */
export const ROWS: readonly Row[] = [...PART_ROWS, ...CLUSTER_ROWS].sort((a, b) => a.row - b.row);

const Cell = z.strictObject({
  measured: z.string(),
  /** Nothing where the table that it is held against says nothing. */
  expected: z.string().nullable(),
  evidence: z.string(),
});
export type Cell = z.infer<typeof Cell>;

export const MatrixRow = z.strictObject({
  row: z.int(),
  title: z.string(),
  cells: z.partialRecord(z.enum(WAYS), Cell),
});
export type MatrixRow = z.infer<typeof MatrixRow>;

/** Measures first, and holds it against what was expected afterwards. */
export const matrixOf = (
  rows: readonly Row[],
  reference: Reference,
  sights: ReadonlyMap<Way, Sight>,
): MatrixRow[] =>
  rows.map(({ row, title, measure }) => ({
    ...{ row, title },
    cells: Object.fromEntries(
      [...sights].map(([way, sight]) => [
        way,
        { ...measure(reference, sight), expected: expectedIn(row, way) },
      ]),
    ),
  }));

/** A cell that is not what was expected. */
export const isFlagged = ({ measured, expected }: Cell): boolean =>
  expected !== null && measured !== expected;
