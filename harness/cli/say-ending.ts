import { closingLines } from '../../reports/closing-lines';
import { criteriaTable } from '../../reports/criteria-table';
import type { Result } from '../result/result';
import type { Terminal } from './terminal';

/**
 * Says how a run ended: the table where it was judged, the closing lines where there are results to point to, and
 * once what went wrong. The closing lines have that too, so stderr repeats it only where they go elsewhere.
 * @param out the folder of the results, as the user gave it; undefined where none could be written
 */
export function sayEnding(terminal: Terminal, result: Result, out: string | undefined): void {
  if (result.verdict !== null) {
    terminal.lines(['', ...criteriaTable(result.criteria, terminal.look), '']);
  } else if (out === undefined || !terminal.isSeenWithErrors) {
    terminal.complain(result.error ?? 'interrupted');
  }
  if (out !== undefined) {
    terminal.lines(closingLines(result, out));
  }
}
