import { z } from 'zod';
import { ExitCode } from '../errors/exit-code';
import { Machine, ProgramRecord } from '../journal/header';
import { MeasuredPoint } from '../result/measured-point';
import { Verdict } from '../result/result';
import { Thresholds } from './thresholds';

export const LATENCY_SCHEMA = 'etcd-assay/latency/1';

export const PooledPointReport = MeasuredPoint.extend({
  timers: z.string(),
  repeats: z.int(),
  unreliable: z.int(),
  leadersLost: z.boolean(),
  noneToLose: z.boolean(),
  putP99s: z.array(z.number()),
});

/** `OUT/result.json` of a sweep over distances. Times are in milliseconds. */
export const LatencyReport = z.strictObject({
  schema: z.literal(LATENCY_SCHEMA),
  /** `fail` only where a guarantee of etcd's was violated on the way; a distance that etcd does not bear is a figure. */
  verdict: Verdict.nullable(),
  exitCode: z.literal(Object.values(ExitCode)),
  error: z.string().nullable(),
  interrupted: z.boolean(),
  seed: z.int(),
  command: z.string(),
  startedAt: z.iso.datetime(),
  version: z.string(),
  runtime: z.string(),
  zones: z.array(z.string()),
  placement: z.array(z.string()),
  leaderZone: z.string(),
  targetP99: z.number(),
  machine: Machine,
  programs: z.array(ProgramRecord),
  /** Writes without any proxy, and through them without any distance; null where that was not measured. */
  proxies: z.strictObject({ direct: z.number().nullable(), proxied: z.number().nullable() }),
  points: z.array(PooledPointReport),
  thresholds: z.array(Thresholds),
  /** What others have published, beside what was measured. */
  published: z.array(
    z.strictObject({
      claim: z.string(),
      source: z.string(),
      verdict: z.enum(['holds', 'does not hold', 'not comparable', 'not measured']),
      why: z.string(),
    }),
  ),
  /** Every cluster that was measured. */
  cells: z.array(
    z.strictObject({ name: z.string(), verdict: Verdict.nullable(), why: z.string().nullable() }),
  ),
});
export type LatencyReport = z.infer<typeof LatencyReport>;
