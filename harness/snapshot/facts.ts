import { z } from 'zod';
import { Settings } from './file/settings';

/** How many objects of a kind there are, and which of them are none. */
export const KubernetesFacts = z.object({
  /** By kind, as "v1 Pod". */
  kinds: z.record(z.string(), z.int()),
  /** Values that an API server encrypted. */
  encrypted: z.int(),
  /** Below /registry/, and neither protobuf nor JSON. */
  foreign: z.int(),
  /** Those that are no object, with the reason; the first of them. */
  broken: z.array(z.object({ key: z.string(), why: z.string() })),
  brokenCount: z.int(),
  /** Kinds that Kubernetes' own types do not know, as those of an aggregated API server are. */
  unknown: z.array(z.string()),
  /** Why protobuf was not decoded as Kubernetes does; null where it was. */
  notDecoded: z.string().nullable(),
});
export type KubernetesFacts = z.infer<typeof KubernetesFacts>;

/** What stands in the file, by a reading of our own. */
export const ContentFacts = z.object({
  revision: z.int(),
  /** Entries of all buckets: what `etcdutl snapshot status` calls total keys. */
  entries: z.int(),
  /** Those of them that are revisions of keys. */
  revisions: z.int(),
  keys: z.int(),
  /** Of every key with all its fields, in order. */
  digest: z.string(),
  /** Keys on each lease, by id. */
  leased: z.record(z.string(), z.int()),
  settings: Settings,
  /** Null where no key begins with /registry/. */
  kubernetes: KubernetesFacts.nullable(),
});
export type ContentFacts = z.infer<typeof ContentFacts>;

export const FileFacts = z.object({
  path: z.string(),
  bytes: z.int(),
  hash: z.enum(['matches', 'differs', 'none']),
  /** What the database takes up by its own account; null where it has none. */
  databaseBytes: z.int().nullable(),
  /** Null where it cannot be read; then `damage` says why. */
  content: ContentFacts.nullable(),
  damage: z.string().nullable(),
});
export type FileFacts = z.infer<typeof FileFacts>;

/** What etcdutl says of it, or its reason for saying nothing. */
export const StatusFacts = z.union([
  z.object({ revision: z.int(), totalKey: z.int(), totalSize: z.int() }),
  z.object({ refused: z.string() }),
]);
export type StatusFacts = z.infer<typeof StatusFacts>;

/** One restored member's own account. */
export const MemberFacts = z.object({
  name: z.string(),
  id: z.string(),
  version: z.string(),
  /** Now; that of the snapshot or later, since leases run out here too. */
  revision: z.int(),
  /** Keys at the snapshot's revision, and their digest. */
  keys: z.int(),
  digest: z.string(),
  /** HashKV at the snapshot's revision. */
  hash: z.string(),
  compactRevision: z.int(),
  dbSize: z.int(),
  dbSizeInUse: z.int(),
  leases: z.array(z.object({ id: z.string(), ttl: z.int() })),
  alarms: z.array(z.string()),
  auth: z.object({ enabled: z.boolean(), users: z.array(z.string()), roles: z.array(z.string()) }),
  members: z.array(z.object({ id: z.string(), name: z.string(), learner: z.boolean() })),
  /** Why a write was refused; null where it was answered. */
  writeRefused: z.string().nullable(),
});
export type MemberFacts = z.infer<typeof MemberFacts>;

/** Members that were started on what etcdutl laid out. */
export const StartFacts = z.union([
  z.object({
    /** Milliseconds from the start of the first to an answer of the last. */
    readyAfter: z.number(),
    /** And until all leases had been asked for. */
    leasesAfter: z.number(),
    members: z.array(MemberFacts),
  }),
  z.object({
    /** What kept them from answering, in etcd's own words. */
    failed: z.string(),
    /** Whether a member ended by itself: nothing that a machine too slow would bring about. */
    ended: z.boolean(),
  }),
]);
export type StartFacts = z.infer<typeof StartFacts>;

/** All that a judgement is made from. */
export const Facts = z.object({
  /** Of the programs that restored and served it. */
  version: z.string(),
  file: FileFacts,
  status: StatusFacts,
  restore: z.object({ skippedHashCheck: z.boolean(), refused: z.string().nullable() }),
  /** Null where nothing was restored. */
  start: StartFacts.nullable(),
});
export type Facts = z.infer<typeof Facts>;
