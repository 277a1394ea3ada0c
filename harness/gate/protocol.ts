import { z } from 'zod';
import { ProgressEvent } from '../progress/event';
import { ExitCode } from '../errors/exit-code';
import { EngineRun } from '../runtime/docker/labels';
import { Plan } from './plan';

const Exit = z.literal(Object.values(ExitCode));

/** What the outer process tells the inner one. Signals do not reach process 1 of a sandbox; words do. */
export const ToInner = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run'),
    plan: Plan,
    /** Name of the run's reserved control groups, where its topology has budgets. */
    controlGroups: z.string().optional(),
    /** The run as the container engine knows it, where its nodes are containers. */
    containers: EngineRun.optional(),
  }),
  z.object({ type: z.literal('interrupt') }),
]);
export type ToInner = z.infer<typeof ToInner>;

/** What the inner process tells the outer one. Exactly one `done` or `refused` ends it. */
export const FromInner = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), event: ProgressEvent }),
  /** result.json is written, and says this; other reports may not be, in words why. */
  z.object({ type: z.literal('done'), exitCode: Exit, unwritten: z.array(z.string()) }),
  z.object({
    type: z.literal('refused'),
    message: z.string(),
    exitCode: Exit,
  }),
]);
export type FromInner = z.infer<typeof FromInner>;
