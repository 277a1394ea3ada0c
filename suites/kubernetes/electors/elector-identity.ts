import { z } from 'zod';

/** Who an elector is; its only argument, as JSON. */
export const ElectorIdentity = z.strictObject({
  /** Its name in `elector` records, and as holder of the Lease. */
  elector: z.string(),
  /** Of the Lease, in the namespace "default", and of the two objects of whom leads. */
  lease: z.string(),
  fenced: z.string(),
  unfenced: z.string(),
  /** The API server that it asks: its node, and host and port of a way to it. */
  node: z.string(),
  endpoint: z.string(),
  client: z.int().positive(),
  /** Files by which it is an administrator. */
  admin: z.strictObject({ ca: z.string(), certificate: z.string(), key: z.string() }),
  epoch: z.string(),
});
export type ElectorIdentity = z.infer<typeof ElectorIdentity>;
