import { Refusal } from '../../errors/refusal';
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

/**
 * Keeps what Velero says of a backup or a restore.
 * @returns what it complained of
 * @throws Refusal (environment) where a backup is not whole, or a restore failed altogether: there is nothing to measure then
 */
export async function note(
  { velero, tell }: Measuring,
  by: Velero,
  of: 'backup' | 'restore',
  { reasons, ...outcome }: Outcome,
): Promise<readonly string[]> {
  // One that was not begun, or broke off, leaves nothing in the bucket that can be counted on.
  const { errors, warnings } =
    outcome.phase === 'FailedValidation' || outcome.phase === 'Failed'
      ? { errors: [], warnings: [] }
      : await by.complaints(of, outcome.name);
  const complaints = [...errors, ...warnings];
  velero.push({ ...outcome, reasons: [...reasons], complaints });
  tell(
    `  Velero: ${of} ${outcome.name} ${outcome.phase}, ${outcome.warnings} warnings, ${outcome.errors} errors, ${(outcome.tookMs / 1000).toFixed(1)} s`,
  );
  const usable = of === 'backup' ? ['Completed'] : ['Completed', 'PartiallyFailed'];
  if (!usable.includes(outcome.phase)) {
    const [why = 'it does not say why'] = [...reasons, ...complaints];
    throw Refusal.environment(`Velero's ${of} ${outcome.name} ended ${outcome.phase}: ${why}`);
  }
  return complaints;
}
