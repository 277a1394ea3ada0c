import { z } from 'zod';

/** A revision of the key space; etcd's int64, exact below 2^53. */
export const Revision = z.int().nonnegative();

/** A lease id as a decimal string, since it uses all 64 bits. Absent where there is none. */
export const LeaseId = z.string().regex(/^-?\d+$/);

const KeyValueFields = z.strictObject({
  key: z.string(),
  value: z.string(),
  create: Revision,
  mod: Revision,
  version: z.int().nonnegative(),
  lease: LeaseId.optional(),
});
/** One key as etcd stores it: `create` and `mod` are revisions, `version` counts changes since creation. */
export type KeyValue = z.infer<typeof KeyValueFields>;
/** In a line it is a list: key, value, create, mod, version, and the lease where there is one. */
export const KeyValue = z.union([
  z
    .tuple([z.string(), z.string(), Revision, Revision, z.int().nonnegative(), LeaseId.optional()])
    .transform(([key, value, create, mod, version, lease]): KeyValue =>
      lease === undefined
        ? { key, value, create, mod, version }
        : { key, value, create, mod, version, lease },
    ),
  KeyValueFields,
]);

const Target = z.enum(['mod', 'create', 'version', 'value', 'lease']);
const Relation = z.enum(['=', '!=', '<', '>']);
const Operand = z.union([z.string(), z.number()]);
const CompareFields = z.strictObject({
  key: z.string(),
  end: z.string().optional(),
  target: Target,
  is: Relation,
  to: Operand,
});
/**
 * A guard of a transaction. With `end` it is a range guard: every existing key of [key, end) must satisfy it.
 * `to` is a string for value and lease, a number otherwise.
 */
export type Compare = z.infer<typeof CompareFields>;
/** In a line it is a list: key, target, is, to, and the end where there is one. */
export const Compare = z.union([
  z
    .tuple([z.string(), Target, Relation, Operand, z.string().optional()])
    .transform(([key, target, is, to, end]): Compare =>
      end === undefined ? { key, target, is, to } : { key, end, target, is, to },
    ),
  CompareFields,
]);

const PutFields = z.strictObject({ key: z.string(), value: z.string(), lease: LeaseId.optional() });
export type Put = z.infer<typeof PutFields>;
/** In a line it is a list: key, value, and the lease where there is one. */
export const Put = z.union([
  z
    .tuple([z.string(), z.string(), LeaseId.optional()])
    .transform(([key, value, lease]): Put => (lease === undefined ? { key, value } : { key, value, lease })),
  PutFields,
]);
export const Range = z.strictObject({
  key: z.string(),
  /** Exclusive end; absent for a single key. `"\0"` with key `"\0"` is the whole key space, as in etcd. */
  end: z.string().optional(),
  /** Read as of this revision; absent for the newest. */
  revision: Revision.optional(),
  limit: z.int().positive().optional(),
  serializable: z.literal(true).optional(),
  keysOnly: z.literal(true).optional(),
  countOnly: z.literal(true).optional(),
  /** Keys that compare equal come in any order. */
  sort: z
    .strictObject({
      by: z.enum(['key', 'version', 'create', 'mod', 'value']),
      order: z.enum(['ascend', 'descend']),
    })
    .optional(),
  /** Keys outside these bounds, both included, are left out; `count` counts them all the same. */
  minMod: Revision.optional(),
  maxMod: Revision.optional(),
  minCreate: Revision.optional(),
  maxCreate: Revision.optional(),
});
export const Delete = z.strictObject({ key: z.string(), end: z.string().optional() });

/** What a transaction may hold in its branches, transactions among them. */
export const BranchRequest = z.union([
  z.strictObject({ put: Put }),
  z.strictObject({ range: Range }),
  z.strictObject({ delete: Delete }),
  z.strictObject({
    get txn(): typeof Txn {
      return Txn;
    },
  }),
]);
export type BranchRequest = z.infer<typeof BranchRequest>;

export const Txn = z.strictObject({
  if: z.array(Compare),
  get then(): z.ZodArray<typeof BranchRequest> {
    return z.array(BranchRequest);
  },
  get else(): z.ZodArray<typeof BranchRequest> {
    return z.array(BranchRequest);
  },
});

/** What a client asked for: exactly one of etcd's calls. */
export const Request = z.union([
  z.strictObject({ put: Put }),
  z.strictObject({ range: Range }),
  z.strictObject({ delete: Delete }),
  z.strictObject({ txn: Txn }),
  z.strictObject({ grant: z.strictObject({ ttl: z.int(), lease: LeaseId.optional() }) }),
  z.strictObject({ revoke: z.strictObject({ lease: LeaseId }) }),
  z.strictObject({ keepalive: z.strictObject({ lease: LeaseId }) }),
  z.strictObject({ compact: z.strictObject({ revision: Revision }) }),
]);
export type Request = z.infer<typeof Request>;

const RANGE_RESULT = {
  kvs: z.array(KeyValue),
  /** How many keys the range holds, the limit notwithstanding. In a line it is left out where `kvs` are all of them. */
  count: z.int().nonnegative().optional(),
  more: z.literal(true).optional(),
};
const counted = <T extends { kvs: KeyValue[]; count?: number | undefined }>(
  result: T,
): T & { count: number } => ({ ...result, count: result.count ?? result.kvs.length });
const RangeResult = z.strictObject(RANGE_RESULT).transform(counted);
export type RangeResult = z.infer<typeof RangeResult>;

/** An answer inside a transaction, in the order of the branch's requests. */
export const BranchResponse = z.union([
  z.strictObject({ put: z.strictObject({}) }),
  z.strictObject({ range: RangeResult }),
  z.strictObject({ delete: z.strictObject({ deleted: z.int().nonnegative() }) }),
  z.strictObject({
    get txn(): typeof TxnResult {
      return TxnResult;
    },
  }),
]);
const TxnResult = z.strictObject({
  succeeded: z.boolean(),
  get responses(): z.ZodArray<typeof BranchResponse> {
    return z.array(BranchResponse);
  },
});
export type BranchResponse = z.infer<typeof BranchResponse>;

/** Of an answer that says no more than its revision; in a line it is that number. */
const AtRevision = z.union([
  Revision.transform((revision) => ({ revision })),
  z.strictObject({ revision: Revision }),
]);

/** What etcd answered; `revision` is the answer's `header.revision`. The kind is that of the request. */
export const Response = z.union([
  z.strictObject({ put: AtRevision }),
  z.strictObject({ range: z.strictObject({ ...RANGE_RESULT, revision: Revision }).transform(counted) }),
  z.strictObject({ delete: z.strictObject({ revision: Revision, deleted: z.int().nonnegative() }) }),
  z.strictObject({
    txn: z.strictObject({
      revision: Revision,
      succeeded: z.boolean(),
      responses: z.array(BranchResponse),
    }),
  }),
  z.strictObject({ grant: z.strictObject({ revision: Revision, lease: LeaseId, ttl: z.int() }) }),
  z.strictObject({ revoke: AtRevision }),
  /** A keepalive's header is taken before the renewal, so it has no place in the order; ttl 0: no such lease. */
  z.strictObject({ keepalive: z.strictObject({ ttl: z.int() }) }),
  z.strictObject({ compact: AtRevision }),
]);
export type Response = z.infer<typeof Response>;
