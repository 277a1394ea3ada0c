import { z } from 'zod';
import { ELECTION_KINDS, JournalRecord, LOCK_KINDS } from '../../harness/journal/record';

/** Who a holder is; its only argument, as JSON. */
export const HolderIdentity = z.strictObject({
  /** Its name in `lock` records. */
  holder: z.string(),
  /** By which implementation; absent for the session recipe where nothing else is compared with it. */
  kind: z.enum([...LOCK_KINDS, ...ELECTION_KINDS]).optional(),
  member: z.string(),
  endpoint: z.string(),
  /** Its block of client numbers: the first is its own, its watches take the others. */
  firstClient: z.int().positive(),
  clients: z.int().positive(),
  /** Claim that it works for. */
  scope: z.string(),
  epoch: z.string(),
  /** Seconds of the leases it asks for. */
  ttl: z.int().positive(),
});
export type HolderIdentity = z.infer<typeof HolderIdentity>;

/** What a holder is told, one JSON object a line on its stdin. The end of stdin: give everything up and exit. */
export const HolderCommand = z.union([
  /** Wait for a lock and keep it. */
  z.strictObject({ acquire: z.string() }),
  /** Write once under a lock that it believes to hold. */
  z.strictObject({ work: z.string(), fenced: z.boolean() }),
  z.strictObject({ release: z.string() }),
  /** So many times: wait for it, write so many times, release it. */
  z.strictObject({ turns: z.string(), count: z.int().positive(), writes: z.int().positive() }),
]);
export type HolderCommand = z.infer<typeof HolderCommand>;

/** What a holder says, one JSON object a line on its stdout: each record before anything follows from it. */
export const HolderLine = z.union([
  z.strictObject({ record: JournalRecord }),
  /** What etcdctl handed to the command that it runs under the lock. */
  z.strictObject({ token: z.strictObject({ key: z.string(), revision: z.int() }) }),
  /** It learned that its lease or its ownership is gone, without having given it up. */
  z.strictObject({ lost: z.string(), why: z.string() }),
]);
export type HolderLine = z.infer<typeof HolderLine>;
