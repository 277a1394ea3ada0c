import { z } from 'zod';
import { TRIALS } from '../journal/comparison-record';

/** One figure of a trial; `value` is null where it could not be had. */
export const ComparedFigure = z.strictObject({
  metric: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
});
export type ComparedFigure = z.infer<typeof ComparedFigure>;

/** What one cluster and the control plane on it came to under one load, or by one loss. */
export const ComparedTrial = z.strictObject({
  trial: z.enum(TRIALS),
  figures: z.array(ComparedFigure),
  /** Whether all was done that was planned; after a loss also whether everything was whole again. */
  finished: z.boolean(),
  verdict: z.enum(['measured', 'inconclusive']),
  /** Why its figures are not to be relied on. */
  why: z.string().nullable(),
});
export type ComparedTrial = z.infer<typeof ComparedTrial>;
