import { NOT_MEASURED } from '../../journal/restore-record';
import type { Measured, Reference, Sight } from './sight';
import type { Trials } from './trials';

/** One row of the matrix: what is looked at, in whatever way the cluster was restored. */
export interface Row {
  readonly row: number;
  readonly title: string;
  /** Sees nothing of what is expected. */
  readonly measure: (reference: Reference, sight: Sight) => Measured;
}

export { NOT_MEASURED };

/** Of the harness's own objects, those that nothing happened to after the backup. */
export const untouched = ({ ours, deleted, changed }: Reference): string[] =>
  [...ours].filter((name) => !deleted.includes(name) && !changed.includes(name));

/** A row about something that was tried. */
export const trialRow = <Name extends keyof Trials>(
  row: number,
  title: string,
  trial: Name,
  measure: (found: NonNullable<Trials[Name]>) => Measured,
): Row => ({
  ...{ row, title },
  measure: (_, { trials }) => {
    const found = trials?.[trial];
    return found === undefined ? { measured: NOT_MEASURED, evidence: 'it was not tried' } : measure(found);
  },
});

/** Of parts that came out alike, what came out once; otherwise all, in order. */
export const together = (symbols: readonly string[]): string =>
  new Set(symbols).size === 1 ? symbols.slice(0, 1).join() : symbols.join(' / ');
