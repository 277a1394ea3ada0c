import { z } from 'zod';
import { Contention } from '../../journal/sweep-record';

const Milliseconds = z.int().nonnegative();

/** One setting of the network, and what is measured at it. */
export const SweepPoint = z.object({
  point: z.int().nonnegative(),
  /** What it is called by: milliseconds there and back between the zones that are furthest apart. */
  rtt: Milliseconds,
  /** Milliseconds from each zone to each other, one way. */
  oneWay: z.array(z.array(Milliseconds)),
  /** Milliseconds by which a round trip may be longer. */
  jitter: Milliseconds,
  /** How long clients work at their fixed rates and count; 0 for not at all. */
  measureMs: Milliseconds,
  /** How long as much is written as goes; 0 for not at all. */
  burstMs: Milliseconds,
  /** How many times the leader is killed, and how many times it is frozen. */
  kills: z.int().nonnegative(),
  freezes: z.int().nonnegative(),
  /** No more leaders are killed once so many were not followed by another one within so many milliseconds. */
  enough: z.object({ missed: z.int().positive(), within: Milliseconds }).optional(),
  /** What clients do while figures count, in place of working at fixed rates each on keys of its own. */
  contention: Contention.optional(),
});
export type SweepPoint = z.infer<typeof SweepPoint>;

/** What one cluster is put through: the same members at one distance after another. */
export const Sweep = z.object({
  zones: z.array(z.string()),
  /** The zone of each member. */
  placement: z.array(z.string()),
  /** Where the leader is to be while figures count. */
  leaderZone: z.string(),
  /** Operations a second of each kind, from each zone. */
  rate: z.int().positive(),
  /** Without any proxy between members, and between clients and members: what the proxies themselves cost. */
  direct: z.boolean(),
  points: z.array(SweepPoint),
});
export type Sweep = z.infer<typeof Sweep>;
