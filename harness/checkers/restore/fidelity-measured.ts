import { amount } from '../../result/amount';
import { isFlagged, NOT_MEASURED, WAYS } from '../../journal/restore-record';
import { inconclusive, type Evaluation } from '../evaluation';
import { findingsOf } from '../finding';
import type { History } from '../history';

const finding = findingsOf('fidelity-measured', 'REST-7');

/**
 * Whether every cell was measured, and each is as expected, or not and it is understood why: one that nobody can explain is a
 * finding about our own table, and no failure.
 */
export function fidelityMeasured({ told: { fidelity } }: History): Evaluation {
  if (fidelity.length === 0) {
    return inconclusive('nothing was measured');
  }
  const findings = fidelity.flatMap(({ row, title, cells }) =>
    WAYS.flatMap((way) => {
      const cell = cells[way];
      if (cell === undefined || cell.measured === NOT_MEASURED) {
        return [finding(`row ${row}, ${title}: ${way} was not measured`)];
      }
      return isFlagged(cell) && cell.explained === undefined
        ? [
            finding(
              `row ${row}, ${title}: ${way} is ${cell.measured}, where ${String(cell.expected)} was expected: ${cell.evidence}`,
            ),
          ]
        : [];
    }),
  );
  const cells = fidelity.length * WAYS.length;
  const explained = fidelity.flatMap((row) =>
    Object.values(row.cells).filter((cell) => isFlagged(cell) && cell.explained !== undefined),
  );
  const [first] = findings;
  return first === undefined
    ? {
        verdict: 'pass',
        measured: 0,
        evidence: `${cells} cells in ${amount(fidelity.length, 'row')}${explained.length === 0 ? '' : `, ${explained.length} of them not as expected for reasons that are known`}`,
        findings,
      }
    : {
        ...inconclusive(
          `${findings.length} of ${cells} cells are open; first: ${first.message}`,
          findings.length,
        ),
        findings,
      };
}
