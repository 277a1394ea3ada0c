import { z } from 'zod';
import { Time } from './field';

/** How a cluster is restored: from an etcd snapshot; the same with a revision bump; by Velero into a fresh cluster; over the living one. */
export const WAYS = ['S', 'B', 'Vf', 'Vl'] as const;
export type Way = (typeof WAYS)[number];

export const FidelityCell = z.strictObject({
  measured: z.string(),
  /** Nothing where the table that it is held against says nothing. */
  expected: z.string().nullable(),
  evidence: z.string(),
  /** Why it is not what was expected, where that is understood. */
  explained: z.string().optional(),
});
export type FidelityCell = z.infer<typeof FidelityCell>;

/** Where there was nothing to look at. */
export const NOT_MEASURED = 'not measured';

/** One thing that was looked at, in each way of restoring. */
export const FidelityRow = z.strictObject({
  row: z.int(),
  title: z.string(),
  cells: z.partialRecord(z.enum(WAYS), FidelityCell),
});
export type FidelityRow = z.infer<typeof FidelityRow>;

/** A cell that is not what was expected. */
export const isFlagged = ({ measured, expected }: FidelityCell): boolean =>
  expected !== null && measured !== expected;

/** The state that was saved: its objects by group, kind and name, such as "apps Deployment shop/web". */
export const SavedState = z.strictObject({
  objects: z.array(z.string()),
  /** Of those, the ones that nobody but the harness writes to. */
  ours: z.array(z.string()),
});
export type SavedState = z.infer<typeof SavedState>;

/** What `etcdctl snapshot save` left behind. */
export const SnapshotFile = z.strictObject({
  /** Files in the folder that it was to save to. */
  files: z.int(),
  bytes: z.int(),
  /** Whether it begins as a database of bbolt's does. */
  database: z.boolean(),
  /** How many times texts were found in it that are nowhere else: what an object says of itself, and what is in a volume. */
  sought: z.array(z.strictObject({ of: z.enum(['object', 'volume']), what: z.string(), times: z.int() })),
});
export type SnapshotFile = z.infer<typeof SnapshotFile>;

export const VALUE_FORMS = ['protobuf', 'JSON', 'encrypted', 'YAML', 'other'] as const;

/** What `etcdctl get KEY --print-value-only` printed. */
export const PrintedValue = z.strictObject({
  key: z.string(),
  kind: z.string(),
  /** Who serves the kind: the API server itself, its part for definitions of kinds, or such a definition. */
  servedBy: z.enum(['built in', 'definitions', 'a definition']),
  bytes: z.int(),
  form: z.enum(VALUE_FORMS),
  /** Its first bytes, as JSON writes them. */
  head: z.string(),
});
export type PrintedValue = z.infer<typeof PrintedValue>;

/** What a bucket holds after a backup. */
export const BackedUp = z.strictObject({
  backup: z.string(),
  stored: z.array(z.strictObject({ key: z.string(), bytes: z.int() })),
  /** Paths inside the archive of objects. */
  archive: z.array(z.string()),
  /** Objects that the harness made in the namespace that was to be saved, and that the archive has not. */
  missing: z.array(z.string()),
});
export type BackedUp = z.infer<typeof BackedUp>;

/** What became of all objects by one way of restoring. */
const CameBackBy = z.strictObject({
  way: z.enum(WAYS),
  /** Seconds from the loss until the state stood still again. */
  seconds: z.number(),
  /** Of each, the parts that differ, as deep as "metadata.uid". */
  changed: z.array(z.strictObject({ object: z.string(), fields: z.array(z.string()) })),
  lost: z.array(z.string()),
  added: z.array(z.string()),
});

export const FAILURE_GROUPS = ['order', 'node resources', 'storage class', 'policy'] as const;

/** A restore of Velero's that was made to fail, and what put it right. */
export const ProvokedFailure = z.strictObject({
  group: z.enum(FAILURE_GROUPS),
  case: z.string(),
  /** By Velero's own account. */
  phase: z.string(),
  warnings: z.int(),
  errors: z.int(),
  /** What it complained of first; nothing where it did not. */
  complaint: z.string().nullable(),
  /** What the cluster looked like then. */
  cluster: z.string(),
  /** Whether what was restored could be used then; where it could, nothing was provoked. */
  usable: z.boolean(),
  /** What was done about it. */
  cure: z.string(),
  /** What the cluster looked like afterwards. */
  afterwards: z.string(),
  cured: z.boolean(),
});
export type ProvokedFailure = z.infer<typeof ProvokedFailure>;

const record = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), t: Time, ...shape });

export const StateRecord = record('state', SavedState.shape);
export const SnapshotRecord = record('snapshot', SnapshotFile.shape);
export const PrintedRecord = record('printed', PrintedValue.shape);
export const BucketRecord = record('bucket', BackedUp.shape);
export const CameBackRecord = record('came-back', CameBackBy.shape);
export const FidelityRecord = record('fidelity', FidelityRow.shape);
export const ProvokedRecord = record('provoked', { failure: ProvokedFailure });
