import { z } from 'zod';
import { KIND_NAMES } from './kind';

/** What the writer writes. */
export const JOURNAL_VERSION = 2;
/** What the reader reads. In version 1 every record stands in its line in full; there is no other difference. */
export const READ_VERSIONS = [1, JOURNAL_VERSION] as const;

export const Subject = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** Of the control plane, where the topology has one. */
  kubernetes: z.string().optional(),
  /** Where it backs up and restores. */
  velero: z.string().optional(),
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
  version: z.literal(READ_VERSIONS),
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
