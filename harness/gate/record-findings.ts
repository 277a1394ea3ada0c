import type { Journal } from '../journal/journal';
import { WAYS } from '../journal/restore-record';
import type { Findings } from '../restore/run/report';

/** Writes down what a state's backups held, and what came back of it. */
export function recordFindings(
  { saved, snapshot, printed, bucket, matrix, differences, recoveryMs }: Findings,
  journal: Journal,
): void {
  const t = journal.clock();
  journal.write({ type: 'state', t, ...saved });
  journal.write({ type: 'snapshot', t, ...snapshot });
  printed.forEach((value) => journal.write({ type: 'printed', t, ...value }));
  journal.write({ type: 'bucket', t, ...bucket });
  for (const way of WAYS) {
    const [difference, ms] = [differences[way], recoveryMs[way]];
    if (difference !== undefined && ms !== undefined) {
      const { lost, added, changed } = difference;
      const parts = changed.map(({ object, fields }) => ({
        object,
        fields: [...new Set(fields.map(({ field }) => partOf(field)))],
      }));
      journal.write({ type: 'came-back', t, way, seconds: ms / 1000, changed: parts, lost, added });
    }
  }
  matrix.forEach((row) => journal.write({ type: 'fidelity', t, ...row }));
}

/** Of "metadata.labels.'a.b/c'", "metadata.labels". */
const partOf = (field: string): string => field.split(/[.[]/, 2).join('.');
