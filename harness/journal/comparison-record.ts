import { z } from 'zod';
import { Time } from './field';

/** What is asked of API servers while figures count; `idle` is nothing but what always goes on. */
export const LOADS = ['idle', 'node-heartbeats', 'object-churn', 'list-storm', 'watch-fanout'] as const;
export type LoadName = (typeof LOADS)[number];

/** What is taken from a cluster: an API server, as one that has used up its memory; the whole node of etcd's leader. */
export const LOSSES = ['lost-apiserver', 'lost-node'] as const;
export type LossName = (typeof LOSSES)[number];

export const TRIALS = [...LOADS, ...LOSSES] as const;
export type TrialName = (typeof TRIALS)[number];

export const isLoss = (trial: TrialName): trial is LossName => LOSSES.some((loss) => loss === trial);

/**
 * A part of a trial begins, to which a cluster and its control plane are put: `set` while what it needs is made, `measure` once
 * all of it is at work, `lost` when something is taken away, `back` when it is given back, `whole` once all members and API servers were
 * seen to answer again, `end`.
 */
export const Trial = z.strictObject({
  type: z.literal('trial'),
  t: Time,
  trial: z.enum(TRIALS),
  state: z.enum(['set', 'measure', 'lost', 'back', 'whole', 'end']),
  /** With `lost`: what, in words, and on which node. */
  what: z.string().optional(),
  node: z.string().optional(),
});

const ProgramUsage = z.strictObject({
  name: z.string(),
  /** Seconds of processor time since it started. */
  cpu: z.number().nonnegative(),
  /** Seconds that its threads were ready to run and had no processor, or no budget for one; absent where the kernel does not tell. */
  waited: z.number().nonnegative().optional(),
  /** Bytes of memory that are its own or shared now. */
  rss: z.int().nonnegative(),
  /** Bytes that it had written to disks since it started; absent where the kernel does not tell. */
  written: z.int().nonnegative().optional(),
});

/** What is to run on a node, by the topology. */
export const PlannedNode = z.strictObject({
  type: z.literal('node'),
  t: Time,
  node: z.string(),
  runs: z.array(z.string()),
});

/** What the programs of a node have used, those that run now. */
export const Usage = z.strictObject({
  type: z.literal('usage'),
  t: Time,
  node: z.string(),
  /** Seconds for which the node's budget of processors has held programs back until now, on each core by itself; absent where it has none. */
  throttled: z.number().nonnegative().optional(),
  programs: z.array(ProgramUsage),
});
