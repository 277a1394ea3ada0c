import { z } from 'zod';
import { ExitCode } from '../errors/exit-code';
import { TRIALS } from '../journal/comparison-record';
import { Machine, ProgramRecord } from '../journal/header';
import { Verdict } from '../result/result';

export const COMPARISON_SCHEMA = 'etcd-assay/comparison/1';

const Interval = { median: z.number(), low: z.number(), high: z.number() };

/** One figure under one load (or by one loss), of two topologies. Intervals are of 95 %, by bootstrap over rounds. */
export const Compared = z.strictObject({
  metric: z.string(),
  load: z.enum(TRIALS),
  unit: z.string(),
  arms: z.array(z.strictObject({ topology: z.string(), ...Interval })).length(2),
  /** Of the second less the first, round by round. */
  difference: z.strictObject({ rounds: z.int(), ...Interval }),
  /** Whether chance is no good explanation: six rounds or more, all to one side, and an interval without zero in it. */
  distinguishable: z.boolean(),
});
export type Compared = z.infer<typeof Compared>;

/** `OUT/result.json` of a comparison. */
export const ComparisonReport = z.strictObject({
  schema: z.literal(COMPARISON_SCHEMA),
  /** `fail` only where a guarantee of etcd's was violated on the way; a difference is a figure. */
  verdict: Verdict.nullable(),
  exitCode: z.literal(Object.values(ExitCode)),
  error: z.string().nullable(),
  interrupted: z.boolean(),
  seed: z.int(),
  command: z.string(),
  startedAt: z.iso.datetime(),
  version: z.string(),
  kubernetes: z.string(),
  machine: Machine,
  programs: z.array(ProgramRecord),
  /** Over all nodes of each cluster. */
  budget: z.strictObject({ cpus: z.number(), memoryBytes: z.int() }),
  topologies: z.array(z.strictObject({ name: z.string(), nodes: z.int(), members: z.int() })),
  /** In words, what the figures come to. */
  answer: z.array(z.string()),
  /** What every reader has to know of such figures. */
  notes: z.array(z.string()),
  /** TOPO-1 to TOPO-3, by what was measured. */
  claims: z.array(z.strictObject({ id: z.string(), verdict: Verdict, evidence: z.string() })),
  comparisons: z.array(Compared),
  /** Every cluster that was measured. */
  turns: z.array(
    z.strictObject({
      round: z.int(),
      topology: z.string(),
      verdict: Verdict.nullable(),
      why: z.string().nullable(),
      /** Trials whose figures are not to be relied on, and why. */
      unreliable: z.array(z.strictObject({ trial: z.enum(TRIALS), why: z.string() })),
    }),
  ),
});
export type ComparisonReport = z.infer<typeof ComparisonReport>;
