import type { JournalRecord } from '../../journal/record';
import { buildHistory } from './build-history';
import type { History } from '../history';
import { witnessOf, type Witness } from '../witness';

/** A journal as checkers get it. */
export function witnessed(records: readonly JournalRecord[]): { history: History; witness: Witness } {
  const history = buildHistory(records);
  return { history, witness: witnessOf(history) };
}
