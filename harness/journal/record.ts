import { z } from 'zod';
import { AuthChange, AuthContent } from './auth';
import { PlannedNode, Trial, Usage } from './comparison-record';
import { MemberName, OperationId, Time, WatchId } from './field';
import { Header } from './header';
import { KeyValue, LeaseId, Request, Response, Revision } from './request';
import { ApiCall, Component, Elector } from './kubernetes-record';
import {
  BucketRecord,
  CameBackRecord,
  FidelityRecord,
  PrintedRecord,
  ProvokedRecord,
  SnapshotRecord,
  StateRecord,
} from './restore-record';
import { LinkSeen, Metrics, Paced, Point, Raft } from './sweep-record';

/**
 * Parts of a run follow each other without a gap: `start`, `from`, then for each member `step-N` and
 * (but for the last) `mixed-N`, `to`, then `soak-N` where the run soaks, `finish`. A suite run alone has `start`,
 * `from`, `finish`.
 */
const Phase = z.strictObject({ type: z.literal('phase'), t: Time, name: z.string() });

/** `recorder` clients watch the whole key space; `final` ones make the barrier write and the final reads. */
const Client = z.strictObject({
  type: z.literal('client'),
  t: Time,
  client: z.int().nonnegative(),
  member: MemberName,
  role: z.enum(['traffic', 'recorder', 'suite', 'final']),
  /** Claim or traffic that the client works for, e.g. "registers" or "CAS-4". */
  scope: z.string(),
});

const Invoke = z.strictObject({ type: z.literal('invoke'), t: Time, op: OperationId, request: Request });
const Ok = z.strictObject({ type: z.literal('ok'), t: Time, op: OperationId, response: Response });
/** Definitely without effect: only server messages on the allow-list of the workload's outcome classifier. */
const Fail = z.strictObject({ type: z.literal('fail'), t: Time, op: OperationId, error: z.string() });
/** May have taken effect, may do so later, or never. An invoke that no record answers is unknown as well. */
const Unknown = z.strictObject({ type: z.literal('unknown'), t: Time, op: OperationId, error: z.string() });

const WatchOpen = z.strictObject({
  type: z.literal('watch'),
  t: Time,
  watch: WatchId,
  client: z.int().nonnegative(),
  key: z.string(),
  end: z.string().optional(),
  /** First revision asked for; 0 is "from now on", and -1 what a client may ask for and etcd has no meaning for. */
  from: z.int().min(-1),
  prev: z.boolean(),
  /** Events that the watch asked not to be shown. */
  filters: z.array(z.enum(['noput', 'nodelete'])).optional(),
  /** The watch that this one goes on from, after a broken stream. */
  resumes: WatchId.optional(),
});

/**
 * A page of what the members were restored to from a snapshot, all pages as of one revision, before any client works.
 * The first page has the users and roles. A cluster that began empty has no such record.
 */
const Content = z.strictObject({
  type: z.literal('content'),
  t: Time,
  revision: Revision,
  kvs: z.array(KeyValue),
  auth: AuthContent.optional(),
});

/** `prev` is the state before the event; absent when the key did not exist or `prev` was not asked for. */
export const WatchEvent = z.union([
  z.strictObject({ put: KeyValue, prev: KeyValue.optional() }),
  z.strictObject({ delete: z.strictObject({ key: z.string(), mod: Revision }), prev: KeyValue.optional() }),
]);
export type WatchEvent = z.infer<typeof WatchEvent>;

/** One response of the stream, fragments joined. `events` empty: a progress notification. */
const Watched = z.strictObject({
  type: z.literal('watched'),
  t: Time,
  watch: WatchId,
  /** The response's header.revision. */
  revision: Revision,
  events: z.array(WatchEvent),
});
const WatchClosed = z.strictObject({
  type: z.literal('watch-closed'),
  t: Time,
  watch: WatchId,
  reason: z.string(),
  /** Set when etcd cancelled the watch because its start was compacted. */
  compacted: Revision.optional(),
});

const Fault = z.strictObject({
  type: z.literal('fault'),
  t: Time,
  /** Number of the fault in the printed schedule. */
  fault: z.int().nonnegative(),
  name: z.string(),
  target: z.string(),
  state: z.enum(['inject', 'proven', 'unproven', 'heal', 'healed']),
  /** What was observed, apart from the injector: required for `proven` and `unproven`. */
  proof: z.string().optional(),
  /** Whether a majority of members is expected to go on working while it lasts. */
  quorum: z.boolean(),
});

const MemberEvent = z.strictObject({
  type: z.literal('member'),
  t: Time,
  member: MemberName,
  /** `ready`: answered a linearizable read. `ended`: its process is gone. `leads`: seen as leader. `left`: taken out of the cluster. */
  state: z.enum(['started', 'ready', 'ended', 'leads', 'left']),
  version: z.string(),
  /** For `ended`: whether the harness had asked for it. */
  asked: z.boolean().optional(),
  exit: z.string().optional(),
  /** For an unasked end, and for one that crashed when it was asked to end: its own panic and fatal lines. */
  lines: z.array(z.string()).optional(),
});

/** A member's own account, through the maintenance API. */
const Status = z.strictObject({
  type: z.literal('status'),
  t: Time,
  member: MemberName,
  version: z.string(),
  clusterVersion: z.string(),
  leader: z.string(),
  term: z.int(),
  revision: Revision,
  dbSize: z.int(),
  /** E.g. "NOSPACE m2", "CORRUPT m1". */
  alarms: z.array(z.string()),
});

/** etcd's id of a member, in decimal, since it uses all 64 bits. */
const MemberId = z.string().regex(/^\d+$/);

/**
 * A change of the membership that the harness asked for, and what became of it: `ok`, `fail` (definitely not
 * done) or `unknown`. `member` is the name that the harness knows it by, `id` is there as soon as it is known.
 */
const Membership = z.strictObject({
  type: z.literal('membership'),
  t: Time,
  /** Number of the change, the same in both of its records. */
  change: z.int().positive(),
  kind: z.enum(['add', 'add-learner', 'promote', 'remove', 'update']),
  member: MemberName,
  id: MemberId.optional(),
  /** For `add`, `add-learner` and `update`. */
  peerUrls: z.array(z.string()).optional(),
  state: z.enum(['asked', 'ok', 'fail', 'unknown']),
  error: z.string().optional(),
});

/** A member's own account of who the members are. */
const MemberList = z.strictObject({
  type: z.literal('member-list'),
  t: Time,
  member: MemberName,
  members: z.array(
    z.strictObject({
      id: MemberId,
      /** Empty until that member has started. */
      name: z.string(),
      peerUrls: z.array(z.string()),
      learner: z.boolean(),
    }),
  ),
});

/**
 * A change of users, roles or permissions that a client asked for, and what became of it: `ok`, `fail` (definitely not
 * done, with etcd's reason) or `unknown`. Its number is that of the client's operations.
 */
const Auth = z.strictObject({
  type: z.literal('auth'),
  t: Time,
  op: OperationId,
  change: AuthChange,
  state: z.enum(['asked', 'ok', 'fail', 'unknown']),
  error: z.string().optional(),
});

/** A member's own account of users, roles and permissions. */
const AuthState = z.strictObject({
  type: z.literal('auth-state'),
  t: Time,
  member: MemberName,
  /** Counts the changes of the auth store. */
  revision: Revision,
  content: AuthContent,
});

/** HashKV: comparable between members only at equal `revision` and `compactRevision`. */
const Hash = z.strictObject({
  type: z.literal('hash'),
  t: Time,
  member: MemberName,
  revision: Revision,
  compactRevision: z.int(),
  hash: z.string(),
});

/** Something of the plan that was left out on the way, such as a fault that the budget had no time for. */
const LeftOut = z.strictObject({ type: z.literal('left-out'), t: Time, id: z.string(), why: z.string() });

/** A scenario saw the condition which sets off the bug that it is about. */
const Trigger = z.strictObject({ type: z.literal('trigger'), t: Time, what: z.string() });

/**
 * A figure of the harness itself or of its machine; `event-loop-lag` is in ms, the longest since the sample before,
 * `machine-busy` the share of all processors' time that was used since the one before.
 */
const Sample = z.strictObject({ type: z.literal('sample'), t: Time, name: z.string(), value: z.number() });

/** What a suite's test found out; the title is the test's own. */
const Assertion = z.strictObject({
  type: z.literal('assertion'),
  t: Time,
  suite: z.string(),
  claim: z.string(),
  title: z.string(),
  phase: z.string(),
  ok: z.boolean(),
  /** With `ok` false: the experiment did not come about, which says nothing about the claim. */
  undecided: z.literal(true).optional(),
  message: z.string().optional(),
});

/** Implementations of a lock, and of an election. */
export const LOCK_KINDS = ['session', 'etcdctl', 'server', 'npm'] as const;
export const ELECTION_KINDS = ['etcdctl-elect', 'server-election', 'npm-election'] as const;

/**
 * What a lock's holder, a process of its own, believes. `waits` and `holds` carry its ownership key and lease;
 * `holds` also the key's create revision (the fencing token). `ended` says how the holder was ended:
 * `kill`, `freeze`, `cut`, `graceful`. `works`: it did something that the lock was to protect. `refused`: it was told
 * at once that it cannot have the lock. `lost`: it learned that its lease or key is gone. `observes`: somebody who
 * only looks was told that this key leads.
 */
const LockEvent = z.strictObject({
  type: z.literal('lock'),
  t: Time,
  lock: z.string(),
  holder: z.string(),
  /** Absent where it is the session recipe of the suite `locks`. */
  kind: z.enum([...LOCK_KINDS, ...ELECTION_KINDS]).optional(),
  state: z.enum(['waits', 'holds', 'works', 'released', 'ended', 'thawed', 'refused', 'lost', 'observes']),
  key: z.string().optional(),
  lease: LeaseId.optional(),
  create: Revision.optional(),
  /** Seconds that etcd granted the lease, where its grant is not recorded. */
  ttl: z.int().positive().optional(),
  how: z.enum(['kill', 'freeze', 'cut', 'graceful']).optional(),
});

/**
 * From here on somebody whose operations are not recorded, such as etcdctl, may change keys of [key, end), one a
 * revision.
 */
const Outside = z.strictObject({
  type: z.literal('outside'),
  t: Time,
  writer: z.string(),
  key: z.string(),
  end: z.string(),
});

/**
 * The last record. A journal without it was cut off. `broken-off`: the cluster did not come back from
 * something, so the rest of the plan was left out; `error` says from what.
 */
const End = z.strictObject({
  type: z.literal('end'),
  t: Time,
  reason: z.enum(['finished', 'broken-off', 'interrupted', 'error']),
  error: z.string().optional(),
  /** How many records were written, header and end included. Journals from before it was recorded have none. */
  records: z.int().positive().optional(),
});

/**
 * The journal is JSON lines, one record a line, in the order in which they were written. docs/journal.md
 * describes it for readers. Here is what records are in memory; `request.ts` and `record-of-line.ts` have what stands in a
 * line in short.
 */
export const JournalRecord = z.discriminatedUnion('type', [
  Header,
  Phase,
  Client,
  Content,
  Invoke,
  Ok,
  Fail,
  Unknown,
  WatchOpen,
  Watched,
  WatchClosed,
  Fault,
  MemberEvent,
  Status,
  Membership,
  MemberList,
  Auth,
  AuthState,
  Hash,
  LeftOut,
  Trigger,
  Sample,
  Point,
  LinkSeen,
  Paced,
  Metrics,
  Raft,
  Assertion,
  LockEvent,
  Outside,
  Component,
  ApiCall,
  Elector,
  PlannedNode,
  Trial,
  Usage,
  StateRecord,
  SnapshotRecord,
  PrintedRecord,
  BucketRecord,
  CameBackRecord,
  FidelityRecord,
  ProvokedRecord,
  End,
]);
export type JournalRecord = z.infer<typeof JournalRecord>;

/** A record of one type, e.g. `RecordOf<'invoke'>`. */
export type RecordOf<T extends JournalRecord['type']> = Extract<JournalRecord, { type: T }>;
