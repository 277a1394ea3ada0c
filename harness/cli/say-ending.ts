import { closingLines } from '../../reports/closing-lines';
import { criteriaTable } from '../../reports/criteria-table';
import type { Result } from '../result/result';
import type { Terminal } from './terminal';

export interface Results {
  /** Their folder, as the user gave it. */
  readonly out: string;
  /** The size of the members' data there, in words, where it is kept. */
  readonly data: string | undefined;
}

/**
 * Says how a run ended: the table where it was judged, the closing lines where there are results to point to, and
 * once what went wrong. The closing lines have that too, so stderr repeats it only where they go elsewhere.
 * @param results undefined where none could be written
 */
export function sayEnding(terminal: Terminal, result: Result, results: Results | undefined): void {
  if (result.verdict !== null) {
    terminal.lines(['', ...criteriaTable(result.criteria, terminal.look), '']);
  } else if (results === undefined || !terminal.isSeenWithErrors) {
    terminal.complain(result.error ?? 'interrupted');
  }
  if (results !== undefined) {
    terminal.lines(closingLines(result, results.out, results.data));
  }
}
