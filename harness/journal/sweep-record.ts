import { z } from 'zod';
import { MemberName, Time } from './field';

/** How a client that lost goes on: at once, after a random while that doubles, or once a watch shows a change; or by a lock. */
export const CONTENTION = ['none', 'exponential', 'watch', 'lock'] as const;

/** So many clients change so many keys at once. */
export const Contention = z.strictObject({
  keys: z.int().positive(),
  clients: z.int().positive(),
  strategy: z.enum(CONTENTION),
});
export type Contention = z.infer<typeof Contention>;

/**
 * A part of a sweep begins, in which the network stays as it is: `set` once the delays are asked for, `measure` once they
 * are seen and the clients are warm, `burst` when as much is written as goes, `fail` when leaders are taken away, `rest` when what is under way is let end
 * and nothing counts, `end`.
 */
export const Point = z.strictObject({
  type: z.literal('point'),
  t: Time,
  point: z.int().nonnegative(),
  state: z.enum(['set', 'measure', 'burst', 'fail', 'rest', 'end']),
  /** Milliseconds there and back between the two members that are furthest apart, as asked for. */
  rtt: z.int().nonnegative(),
  /** Milliseconds by which a round trip may be longer than that, as asked for. */
  jitter: z.int().nonnegative(),
  /** With `end`: no leader settled at it, so what was to be done there was left out. */
  leaderless: z.literal(true).optional(),
  /** With `end`: what the cluster did not come back from, so that the rest of what was to be done there was left out. */
  cutShort: z.string().optional(),
  /** Clients do not count at it: leaders are lost, and nothing else. */
  losing: z.literal(true).optional(),
  /** Where clients contend in place of working each on keys of its own. */
  contention: Contention.optional(),
});

/** What a link of a sweep was seen to have, by probes from inside; milliseconds. */
export const LinkSeen = z.strictObject({
  type: z.literal('link'),
  t: Time,
  point: z.int().nonnegative(),
  from: z.string(),
  to: z.string(),
  /** Where the two ways of a link differ, each is looked at: at this look the way back took nothing yet. */
  way: z.literal('there').optional(),
  /** Round trip that was asked for, and by how much it may be longer. */
  wanted: z.int().nonnegative(),
  jitter: z.int().nonnegative(),
  /** Round trips that were seen; none where no probe was answered. */
  seen: z.array(z.number().nonnegative()),
});

/** What clients of a sweep do at a fixed rate. */
export const PACED_WORK = ['put', 'cas', 'read', 'serializable'] as const;
export type PacedWork = (typeof PACED_WORK)[number];

/**
 * A client begins to work at a fixed rate: its operation number n is due at `first` + (n - 1) × `every`, whether or not
 * those before it were answered.
 */
export const Paced = z.strictObject({
  type: z.literal('paced'),
  t: Time,
  client: z.int().nonnegative(),
  zone: z.string(),
  work: z.enum(PACED_WORK),
  first: Time,
  /** Microseconds. */
  every: z.int().positive(),
});

/** Figures of a member's own metrics, under the names and labels that it gives them, and whom it takes for the leader. */
export const Metrics = z.strictObject({
  type: z.literal('metrics'),
  t: Time,
  member: MemberName,
  /** etcd's id of the leader as this member sees it; "0" while it sees none. */
  leader: z.string(),
  term: z.int().nonnegative(),
  values: z.record(z.string(), z.number()),
});

/** What a member wrote into its log of an election, at the time that its log gives. */
export const Raft = z.strictObject({
  type: z.literal('raft'),
  t: Time,
  member: MemberName,
  /** `campaigns`: it has not heard of a leader for its timeout, and asks for votes. `leads`: it was elected. */
  event: z.enum(['campaigns', 'leads']),
  term: z.int().nonnegative(),
});
