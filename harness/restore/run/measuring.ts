import type { Way } from '../fidelity/expected';
import type { Sight } from '../fidelity/sight';
import type { S3Store } from '../s3/s3-server';
import type { Outcome } from '../velero/outcome';
import type { Velero } from '../velero/velero';
import type { RestorePlan } from './plan';
import type { VeleroOutcome } from './report';

export const BACKUP = 'reference';

/** All that is told and kept while a run goes on. */
export interface Measuring {
  readonly plan: RestorePlan;
  readonly store: S3Store;
  readonly tell: (line: string) => void;
  readonly velero: VeleroOutcome[];
  readonly sights: Map<Way, Sight>;
  readonly recoveryMs: Partial<Record<Way, number>>;
}

/** Keeps what Velero says of a backup or a restore. */
export async function note(
  { velero, tell }: Measuring,
  by: Velero,
  of: 'backup' | 'restore',
  { reasons, ...outcome }: Outcome,
): Promise<void> {
  // One that was not begun leaves nothing in the bucket.
  const { errors, warnings } =
    outcome.phase === 'FailedValidation'
      ? { errors: [], warnings: [] }
      : await by.complaints(of, outcome.name);
  velero.push({ ...outcome, reasons: [...reasons], complaints: [...errors, ...warnings] });
  tell(
    `  Velero: ${of} ${outcome.name} ${outcome.phase}, ${outcome.warnings} warnings, ${outcome.errors} errors, ${(outcome.tookMs / 1000).toFixed(1)} s`,
  );
}
