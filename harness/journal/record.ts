import { z } from 'zod';
import { AuthChange, AuthContent } from './auth';
import { KIND_NAMES } from './kind';
import { KeyValue, LeaseId, Request, Response, Revision } from './request';

/**
 * The journal is JSON lines, one record a line, in the order in which they were written. docs/journal.md
 * describes it for readers; this file is what the code believes.
 *
 * `t` is microseconds since the journal's start on CLOCK_MONOTONIC, which all processes of a machine share.
 * Rounding down keeps order: a smaller `t` was really earlier, equal ones are concurrent.
 */
export const JOURNAL_VERSION = 1;

const t = z.int().nonnegative();
const member = z.string();

/** Client number, a dot, and the client's own count: unique in a journal, e.g. "12.345". */
const OperationId = z.string().regex(/^\d+\.\d+$/);

export const Subject = z.strictObject({
  from: z.string(),
  to: z.string(),
  topology: z.string(),
  members: z.int().positive(),
  runtime: z.string(),
  profile: z.string(),
  /** Where suites ran alone, their names; a gate has none here. */
  suites: z.array(z.string()).optional(),
});
export type Subject = z.infer<typeof Subject>;

export const ProgramRecord = z.strictObject({
  name: z.string(),
  version: z.string(),
  /** What the program's own `--version` printed. */
  says: z.string(),
  path: z.string(),
  source: z.enum(['own', 'cache', 'release', 'built', 'bundle']),
  sha256: z.string(),
});
export type ProgramRecord = z.infer<typeof ProgramRecord>;

export const Machine = z.strictObject({
  kernel: z.string(),
  cores: z.int(),
  memoryBytes: z.int(),
  node: z.string(),
});
export type Machine = z.infer<typeof Machine>;

export const NotRun = z.strictObject({ id: z.string(), why: z.string() });
export type NotRun = z.infer<typeof NotRun>;

/** What a known issue showed on one release, in a cluster of its own before the run. */
const TriedIssue = z.strictObject({
  version: z.string(),
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  /** The first finding, or why there is none. */
  words: z.string(),
  /** Path of that run's own journal, from which `check` gives the same verdict. */
  journal: z.string(),
});

/** A bug of a release that has no fix: told, and judged only where it was tried. */
export const KnownIssue = z.strictObject({
  /** Number of etcd's public issue. */
  id: z.string(),
  issue: z.string(),
  title: z.string(),
  /** Which of the run's releases have it. */
  versions: z.array(z.string()),
  /** Shows it, in a cluster of its own. */
  command: z.string(),
  /** With `--strict`: what it showed. */
  tried: z.array(TriedIssue).optional(),
});
export type KnownIssue = z.infer<typeof KnownIssue>;

/** How members keep time; etcd refuses an election timeout below 5 heartbeats or above 50 s. */
export const Timers = z.strictObject({ heartbeatMs: z.int().positive(), electionMs: z.int().positive() });
export type Timers = z.infer<typeof Timers>;

/** What etcd itself takes where nobody sets them. */
export const DEFAULT_TIMERS: Timers = { heartbeatMs: 100, electionMs: 1000 };

/** The first record. Holds all that judging again needs besides the events themselves. */
export const Header = z.strictObject({
  type: z.literal('journal'),
  version: z.literal(JOURNAL_VERSION),
  startedAt: z.iso.datetime(),
  seed: z.int().nonnegative(),
  command: z.string(),
  subject: Subject,
  machine: Machine,
  /** Of every member. Journals from before this was recorded are all of clusters with etcd's defaults. */
  timers: Timers.default(DEFAULT_TIMERS),
  programs: z.array(ProgramRecord),
  /** Ids of the criteria that this run is to be judged by; one without evidence is inconclusive. */
  criteria: z.array(z.string()),
  /** Thresholds in force, by criterion id. */
  thresholds: z.record(z.string(), z.number()),
  /** Kinds of work that clients were to do all the time; every kind where absent. */
  kinds: z.array(z.enum(KIND_NAMES)).optional(),
  /** What was known before the run not to be in it; `left-out` records add to it. */
  notRun: z.array(NotRun),
  knownIssues: z.array(KnownIssue).optional(),
  /** Set on purpose to break the cluster; stamped on every output. */
  sabotage: z.string().optional(),
});
export type Header = z.infer<typeof Header>;

/**
 * Parts of a run follow each other without a gap: `start`, `from`, then for each member `step-N` and
 * (but for the last) `mixed-N`, `to`, then `soak-N` where the run soaks, `finish`. A suite run alone has `start`,
 * `from`, `finish`.
 */
const Phase = z.strictObject({ type: z.literal('phase'), t, name: z.string() });

/** `recorder` clients watch the whole key space; `final` ones make the barrier write and the final reads. */
const Client = z.strictObject({
  type: z.literal('client'),
  t,
  client: z.int().nonnegative(),
  member,
  role: z.enum(['traffic', 'recorder', 'suite', 'final']),
  /** Claim or traffic that the client works for, e.g. "registers" or "CAS-4". */
  scope: z.string(),
});

const Invoke = z.strictObject({ type: z.literal('invoke'), t, op: OperationId, request: Request });
const Ok = z.strictObject({ type: z.literal('ok'), t, op: OperationId, response: Response });
/** Definitely without effect: only server messages on the allow-list of the workload's outcome classifier. */
const Fail = z.strictObject({ type: z.literal('fail'), t, op: OperationId, error: z.string() });
/** May have taken effect, may do so later, or never. An invoke that no record answers is unknown as well. */
const Unknown = z.strictObject({ type: z.literal('unknown'), t, op: OperationId, error: z.string() });

const WatchId = z.int().nonnegative();
const WatchOpen = z.strictObject({
  type: z.literal('watch'),
  t,
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
  t,
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
  t,
  watch: WatchId,
  /** The response's header.revision. */
  revision: Revision,
  events: z.array(WatchEvent),
});
const WatchClosed = z.strictObject({
  type: z.literal('watch-closed'),
  t,
  watch: WatchId,
  reason: z.string(),
  /** Set when etcd cancelled the watch because its start was compacted. */
  compacted: Revision.optional(),
});

const Fault = z.strictObject({
  type: z.literal('fault'),
  t,
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
  t,
  member,
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
  t,
  member,
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
  t,
  /** Number of the change, the same in both of its records. */
  change: z.int().positive(),
  kind: z.enum(['add', 'add-learner', 'promote', 'remove', 'update']),
  member,
  id: MemberId.optional(),
  /** For `add`, `add-learner` and `update`. */
  peerUrls: z.array(z.string()).optional(),
  state: z.enum(['asked', 'ok', 'fail', 'unknown']),
  error: z.string().optional(),
});

/** A member's own account of who the members are. */
const MemberList = z.strictObject({
  type: z.literal('member-list'),
  t,
  member,
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
  t,
  op: OperationId,
  change: AuthChange,
  state: z.enum(['asked', 'ok', 'fail', 'unknown']),
  error: z.string().optional(),
});

/** A member's own account of users, roles and permissions. */
const AuthState = z.strictObject({
  type: z.literal('auth-state'),
  t,
  member,
  /** Counts the changes of the auth store. */
  revision: Revision,
  content: AuthContent,
});

/** HashKV: comparable between members only at equal `revision` and `compactRevision`. */
const Hash = z.strictObject({
  type: z.literal('hash'),
  t,
  member,
  revision: Revision,
  compactRevision: z.int(),
  hash: z.string(),
});

/** Something of the plan that was left out on the way, such as a fault that the budget had no time for. */
const LeftOut = z.strictObject({ type: z.literal('left-out'), t, id: z.string(), why: z.string() });

/** A scenario saw the condition which sets off the bug that it is about. */
const Trigger = z.strictObject({ type: z.literal('trigger'), t, what: z.string() });

/**
 * A figure of the harness itself or of its machine; `event-loop-lag` is in ms, the longest since the sample before,
 * `machine-busy` the share of all processors' time that was used since the one before.
 */
const Sample = z.strictObject({ type: z.literal('sample'), t, name: z.string(), value: z.number() });

/** How a client that lost goes on: at once, after a random while that doubles, or once a watch shows a change; or by a lock. */
export const CONTENTION = ['none', 'exponential', 'watch', 'lock'] as const;

/** So many clients change so many keys at once. */
export const Contention = z.strictObject({
  keys: z.int().positive(),
  clients: z.int().positive(),
  strategy: z.enum(CONTENTION),
});
export type Contention = z.infer<typeof Contention>;

/**
 * A part of a sweep begins, in which the network stays as it is: `set` once the delays are asked for, `measure` once they
 * are seen and the clients are warm, `burst` when as much is written as goes, `fail` when leaders are taken away, `rest` when what is under way is let end, `end`.
 */
const Point = z.strictObject({
  type: z.literal('point'),
  t,
  point: z.int().nonnegative(),
  state: z.enum(['set', 'measure', 'burst', 'fail', 'rest', 'end']),
  /** Milliseconds there and back between the two members that are furthest apart, as asked for. */
  rtt: z.int().nonnegative(),
  /** Milliseconds by which a round trip may be longer than that, as asked for. */
  jitter: z.int().nonnegative(),
  /** With `end`: no leader settled at it, so what was to be done there was left out. */
  leaderless: z.literal(true).optional(),
  /** Where clients contend in place of working each on keys of its own. */
  contention: Contention.optional(),
});

/** What a link of a sweep was seen to have, by probes from inside; milliseconds. */
const LinkSeen = z.strictObject({
  type: z.literal('link'),
  t,
  point: z.int().nonnegative(),
  from: z.string(),
  to: z.string(),
  /** Round trip that was asked for, and by how much it may be longer. */
  wanted: z.int().nonnegative(),
  jitter: z.int().nonnegative(),
  /** Round trips that were seen; none where no probe was answered. */
  seen: z.array(z.number().nonnegative()),
});

/** What clients of a sweep do at a fixed rate. */
export const PACED_WORK = ['put', 'cas', 'read', 'serializable'] as const;

/**
 * A client begins to work at a fixed rate: its operation number n is due at `first` + (n - 1) × `every`, whether or not
 * those before it were answered.
 */
const Paced = z.strictObject({
  type: z.literal('paced'),
  t,
  client: z.int().nonnegative(),
  zone: z.string(),
  work: z.enum(PACED_WORK),
  first: t,
  /** Microseconds. */
  every: z.int().positive(),
});

/** Figures of a member's own metrics, under the names and labels that it gives them, and whom it takes for the leader. */
const Metrics = z.strictObject({
  type: z.literal('metrics'),
  t,
  member,
  /** etcd's id of the leader as this member sees it; "0" while it sees none. */
  leader: z.string(),
  term: z.int().nonnegative(),
  values: z.record(z.string(), z.number()),
});

/** What a member wrote into its log of an election, at the time that its log gives. */
const Raft = z.strictObject({
  type: z.literal('raft'),
  t,
  member,
  /** `campaigns`: it has not heard of a leader for its timeout, and asks for votes. `leads`: it was elected. */
  event: z.enum(['campaigns', 'leads']),
  term: z.int().nonnegative(),
});

/** What a suite's test found out; the title is the test's own. */
const Assertion = z.strictObject({
  type: z.literal('assertion'),
  t,
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
  t,
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
  t,
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
  t,
  reason: z.enum(['finished', 'broken-off', 'interrupted', 'error']),
  error: z.string().optional(),
  /** How many records were written, header and end included. Journals from before it was recorded have none. */
  records: z.int().positive().optional(),
});

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
  End,
]);
export type JournalRecord = z.infer<typeof JournalRecord>;

/** A record of one type, e.g. `RecordOf<'invoke'>`. */
export type RecordOf<T extends JournalRecord['type']> = Extract<JournalRecord, { type: T }>;
