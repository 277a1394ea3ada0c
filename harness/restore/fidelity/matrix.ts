import { isFlagged, type FidelityCell, type FidelityRow } from '../../journal/restore-record';
import { CLIENT_ROWS } from './client-rows';
import { CLUSTER_ROWS } from './cluster-rows';
import { ENDPOINT_ROWS } from './endpoint-rows';
import { expectedIn, type Way } from './expected';
import { explanationOf } from './explanations';
import { EXTENSION_ROWS } from './extension-rows';
import { LEASE_ROWS } from './lease-rows';
import { NAMESPACE_ROWS } from './namespace-rows';
import { PART_ROWS } from './part-rows';
import { POD_ROWS } from './pod-rows';
import type { Row } from './row';
import { SAVING_ROWS } from './saving-rows';
import type { Reference, Sight } from './sight';
import { TOKEN_ROWS } from './token-rows';
import { VOLUME_ROWS } from './volume-rows';

/** Every row that is measured, in order. */
export const ROWS: readonly Row[] = [
  ...[...PART_ROWS, ...CLUSTER_ROWS, ...CLIENT_ROWS, ...LEASE_ROWS, ...ENDPOINT_ROWS, ...VOLUME_ROWS],
  ...[...TOKEN_ROWS, ...EXTENSION_ROWS, ...POD_ROWS, ...NAMESPACE_ROWS, ...SAVING_ROWS],
].sort((a, b) => a.row - b.row);

/** Measures first, and holds it against what was expected afterwards. */
export const matrixOf = (
  rows: readonly Row[],
  reference: Reference,
  sights: ReadonlyMap<Way, Sight>,
): FidelityRow[] =>
  rows.map(({ row, title, measure }) => ({
    ...{ row, title },
    cells: Object.fromEntries(
      [...sights].map(([way, sight]) => [way, judged(row, way, measure(reference, sight))]),
    ),
  }));

function judged(row: number, way: Way, seen: Omit<FidelityCell, 'expected'>): FidelityCell {
  const cell = { ...seen, expected: expectedIn(row, way) };
  const explained = isFlagged(cell) ? explanationOf(row, way, cell.measured) : undefined;
  return explained === undefined ? cell : { ...cell, explained };
}
