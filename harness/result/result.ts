import { z } from 'zod';
import { ExitCode } from '../errors/exit-code';
import { ComparedTrial } from './compared-trial';
import { FidelityRow, ProvokedFailure } from '../journal/restore-record';
import { MeasuredPoint } from './measured-point';
import { KnownIssue, Machine, NotRun, ProgramRecord, Subject } from '../journal/header';

export const RESULT_SCHEMA = 'etcd-assay/result/1';

export const Verdict = z.enum(['pass', 'fail', 'inconclusive']);
export type Verdict = z.infer<typeof Verdict>;

/** A criterion as judged. `measured` and `threshold` are null where there was nothing to measure or bound. */
export const JudgedCriterion = z.strictObject({
  id: z.string(),
  /** Claim id (claims.ts), or "run" for conditions that the run itself must meet. */
  claim: z.string(),
  verdict: Verdict,
  measured: z.number().nullable(),
  threshold: z.number().nullable(),
  unit: z.string(),
  /** In words: what the verdict rests on. */
  evidence: z.string(),
});
export type JudgedCriterion = z.infer<typeof JudgedCriterion>;

/** The shortest explanation of what contradicts a guarantee, in words, with ids into the journal. */
export const Finding = z.strictObject({
  checker: z.string(),
  claim: z.string(),
  message: z.string(),
  /** Operation ids ("client.count") or other record references ("watch 3"), earliest first. */
  operations: z.array(z.string()),
});
export type Finding = z.infer<typeof Finding>;

const JudgedFault = z.strictObject({
  name: z.string(),
  target: z.string(),
  /** Seconds since the journal's start; null where it never began or was never healed. */
  start: z.number().nullable(),
  end: z.number().nullable(),
  proven: z.boolean(),
  proof: z.string(),
});
type JudgedFault = z.infer<typeof JudgedFault>;

/** When something lasted, in seconds since the journal's start; the phase in which it began, the faults in force. */
const During = z.strictObject({
  from: z.number(),
  to: z.number(),
  phase: z.string().nullable(),
  faults: z.array(z.strictObject({ name: z.string(), target: z.string() })),
});

/** A figure worth keeping that no criterion bounds; `during` where it is a time within the run. */
export const Measurement = z.strictObject({
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  during: During.optional(),
});
export type Measurement = z.infer<typeof Measurement>;

/** What judging a journal yields; pure, so that `check` repeats it years later. */
export const Judgement = z.strictObject({
  verdict: Verdict,
  phases: z.array(z.strictObject({ name: z.string(), start: z.number(), seconds: z.number() })),
  criteria: z.array(JudgedCriterion),
  measurements: z.array(Measurement),
  findings: z.array(Finding),
  /** Of a sweep over distances. */
  points: z.array(MeasuredPoint).optional(),
  /** Of one cluster of a comparison. */
  trials: z.array(ComparedTrial).optional(),
  /** Of a cluster that was restored: what came back in each way, and the failures that were provoked. */
  matrix: z.array(FidelityRow).optional(),
  failures: z.array(ProvokedFailure).optional(),
  load: z.strictObject({ operations: z.int(), seconds: z.number(), rate: z.number() }),
  faults: z.array(JudgedFault),
});
export type Judgement = z.infer<typeof Judgement>;

/** `OUT/result.json`, written on pass, failure and interruption alike. */
export const Result = z.strictObject({
  schema: z.literal(RESULT_SCHEMA),
  /** Null where the run ended before anything could be judged. */
  verdict: Verdict.nullable(),
  exitCode: z.literal(Object.values(ExitCode)),
  /** One line for the user; null where there was none. */
  error: z.string().nullable(),
  interrupted: z.boolean(),
  seed: z.int().nullable(),
  /** The exact command that repeats this run. */
  command: z.string(),
  startedAt: z.iso.datetime(),
  subject: Subject.nullable(),
  sabotage: z.string().nullable(),
  machine: Machine,
  programs: z.array(ProgramRecord),
  phases: Judgement.shape.phases,
  criteria: z.array(JudgedCriterion),
  measurements: z.array(Measurement),
  findings: z.array(Finding),
  points: Judgement.shape.points,
  trials: Judgement.shape.trials,
  matrix: Judgement.shape.matrix,
  failures: Judgement.shape.failures,
  load: Judgement.shape.load,
  faults: z.array(JudgedFault),
  notRun: z.array(NotRun),
  knownIssues: z.array(KnownIssue),
});
export type Result = z.infer<typeof Result>;
