import { z } from 'zod';

/**
 * A line of a plain history: what other test programs record, in the shape that Jepsen made known. docs/journal.md
 * describes it. What a line may say beyond this, such as an index or an error, is nothing to judge by.
 */
export const PlainRecord = z.looseObject({
  /** The client; a text names who is no client, such as "nemesis". */
  process: z.union([z.int().nonnegative(), z.string()]),
  type: z.enum(['invoke', 'ok', 'fail', 'info']),
  f: z.string(),
  key: z.union([z.string(), z.number()]).optional(),
  value: z.unknown().optional(),
  /** Of a `cas` that was answered: false where the value was another. */
  swapped: z.boolean().optional(),
  /** Nanoseconds; only to tell how long the history took. */
  time: z.number().optional(),
});
export type PlainRecord = z.infer<typeof PlainRecord>;
