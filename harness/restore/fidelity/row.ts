import { NOT_MEASURED } from '../../journal/restore-record';
import type { Measured, Reference, Sight } from './sight';

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
