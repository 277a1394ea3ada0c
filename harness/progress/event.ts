import { z } from 'zod';

/** A part of the run begins, and the one before it is done. */
const Phase = z.strictObject({ kind: z.literal('phase'), name: z.string(), detail: z.string() });

/** One member is upgraded, restarted or replaced; `seconds` is how long that took. */
const Step = z.strictObject({
  kind: z.literal('step'),
  step: z.int().positive(),
  of: z.int().positive(),
  member: z.string(),
  from: z.string(),
  to: z.string(),
  state: z.enum(['begin', 'done']),
  seconds: z.number().optional(),
});

/** The states are those of the journal's fault records. */
const Fault = z.strictObject({
  kind: z.literal('fault'),
  name: z.string(),
  target: z.string(),
  state: z.enum(['inject', 'proven', 'unproven', 'heal', 'healed']),
});

/** Something that a person should see, and that stays on the screen. */
const Note = z.strictObject({ kind: z.literal('note'), text: z.string() });

/** How much the clients do: operations so far, and a second of late; once they have stopped there is no rate. */
const Rate = z.strictObject({
  kind: z.literal('rate'),
  operations: z.int().nonnegative(),
  perSecond: z.number().nonnegative().optional(),
});

/** What a run tells of itself while it goes on; plain JSON, since it crosses from the inner process by IPC. */
export const ProgressEvent = z.discriminatedUnion('kind', [Phase, Step, Fault, Note, Rate]);
export type ProgressEvent = z.infer<typeof ProgressEvent>;

/** An event of one kind, e.g. `ProgressOf<'fault'>`. */
export type ProgressOf<Kind extends ProgressEvent['kind']> = Extract<ProgressEvent, { kind: Kind }>;
