import { z } from 'zod';
import { ExitCode } from '../../errors/exit-code';
import { Findings } from './report';

/** What the process inside the sandbox tells the one outside. Exactly one `done` or `refused` ends it. */
export const FromRestore = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), line: z.string() }),
  z.object({ type: z.literal('done'), findings: Findings }),
  z.object({
    type: z.literal('refused'),
    message: z.string(),
    exitCode: z.literal(Object.values(ExitCode)),
  }),
]);
export type FromRestore = z.infer<typeof FromRestore>;
