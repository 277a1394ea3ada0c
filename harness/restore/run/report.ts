import { z } from 'zod';
import { ExitCode } from '../../errors/exit-code';
import { Machine } from '../../journal/header';
import {
  BackedUp,
  FidelityRow,
  PrintedValue,
  SavedState,
  SnapshotFile,
  WAYS,
} from '../../journal/restore-record';
import { Comparison } from '../fidelity/comparison';

const Outcome = z.strictObject({
  name: z.string(),
  phase: z.string(),
  warnings: z.int(),
  errors: z.int(),
  reasons: z.array(z.string()),
  tookMs: z.number(),
  /** Which objects it complained of, in Velero's words. */
  complaints: z.array(z.string()),
});

/** What a run of `restore` has measured. */
export const Findings = z.strictObject({
  /** What was there when snapshot and backup were taken. */
  saved: SavedState,
  snapshot: SnapshotFile,
  printed: z.array(PrintedValue),
  matrix: z.array(FidelityRow),
  /** Rows of the matrix that nobody measured, and why. */
  notRun: z.array(z.strictObject({ row: z.int(), title: z.string(), why: z.string() })).default([]),
  /** Of all of these objects, what became of them, field by field. */
  differences: z.partialRecord(z.enum(WAYS), Comparison),
  /** Every backup and restore of Velero's, by its own account. */
  velero: z.array(Outcome),
  /** Milliseconds from the loss, all programs being at hand, until the state stood still again. */
  recoveryMs: z.partialRecord(z.enum(WAYS), z.number()),
  /** What the bucket held after the backup. */
  bucket: BackedUp,
});
export type Findings = z.infer<typeof Findings>;
export type VeleroOutcome = z.infer<typeof Outcome>;

export const RESTORE_SCHEMA = 'etcd-assay/restore/1';

/** result.json of `restore`. */
export const RestoreReport = z.strictObject({
  schema: z.literal(RESTORE_SCHEMA),
  exitCode: z.literal(Object.values(ExitCode)),
  /** Repeats it. */
  command: z.string(),
  versions: z.strictObject({ etcd: z.string(), kubernetes: z.string(), velero: z.string() }),
  machine: Machine,
  ...Findings.shape,
});
export type RestoreReport = z.infer<typeof RestoreReport>;
