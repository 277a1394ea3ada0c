import { z } from 'zod';

/** How a backup or a restore of Velero's ended, by its own account. */
export interface Outcome {
  readonly name: string;
  /** "Completed", "PartiallyFailed", "Failed", "FailedValidation". */
  readonly phase: string;
  readonly warnings: number;
  readonly errors: number;
  /** Why it failed as a whole, or was not begun. */
  readonly reasons: readonly string[];
  /** Milliseconds from its making to the phase, as seen from outside. */
  readonly tookMs: number;
}

const Status = z.looseObject({
  status: z
    .looseObject({
      phase: z.string().optional(),
      warnings: z.number().optional(),
      errors: z.number().optional(),
      failureReason: z.string().optional(),
      validationErrors: z.array(z.string()).optional(),
    })
    .optional(),
});

const LAST_PHASES = ['Completed', 'PartiallyFailed', 'Failed', 'FailedValidation'];

/** The phase that an object of Velero's shows, "New" before it shows any. */
export const phaseOf = (object: unknown): string => Status.parse(object).status?.phase ?? 'New';

/** @returns undefined while it goes on */
export function outcomeOf(name: string, object: unknown, tookMs: number): Outcome | undefined {
  const phase = phaseOf(object);
  const {
    warnings = 0,
    errors = 0,
    failureReason,
    validationErrors = [],
  } = Status.parse(object).status ?? {};
  const reasons = [...validationErrors, ...(failureReason === undefined ? [] : [failureReason])];
  return LAST_PHASES.includes(phase) ? { name, phase, warnings, errors, reasons, tookMs } : undefined;
}
