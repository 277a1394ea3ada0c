import { z } from 'zod';
import { PlannedFault } from '../faults/schedule';
import { KnownIssue, Machine, NotRun, ProgramRecord, Subject, Timers } from '../journal/header';
import { DEFAULT_TRAFFIC } from '../workload/traffic/catalogue';
import { Comparison } from './comparison/plan';
import { SABOTAGES } from './sabotage/names';
import { SUITES } from './suites';
import { RestorePlan } from '../restore/run/plan';
import { Sweep } from './sweep/plan';

/** All that the inner process is told: plain data, settled before the sandbox is entered. */
export const Plan = z.object({
  command: z.string(),
  seed: z.int().nonnegative(),
  out: z.string(),
  subject: Subject,
  machine: Machine,
  programs: z.array(ProgramRecord),
  paths: z.object({
    from: z.string(),
    to: z.string(),
    /** Of the first version; absent where the user's own etcd comes without it. */
    etcdctl: z.string().optional(),
    /** Likewise; there where a snapshot is to be restored. */
    etcdutl: z.string().optional(),
    toxiproxy: z.string(),
    /** Where the topology has a control plane. */
    kubernetes: z
      .object({
        'kube-apiserver': z.string(),
        'kube-controller-manager': z.string(),
        'kube-scheduler': z.string(),
      })
      .optional(),
    /** Where a cluster is backed up and restored. */
    restore: RestorePlan.shape.paths.pick({ velero: true, plugin: true, versitygw: true }).optional(),
  }),
  suites: z.array(z.enum(SUITES)),
  /** Names of what clients do. */
  traffic: z.array(z.string()).default([...DEFAULT_TRAFFIC]),
  /** Keys that are put before clients begin. */
  preload: z.int().positive().optional(),
  /** The etcd snapshot that the members begin with: an absolute path, and its size. */
  snapshot: z.object({ file: z.string(), bytes: z.int() }).optional(),
  /** Upgrade or restart every member, one after another. */
  steps: z.boolean(),
  /** Every fault, in order; known before anything starts. */
  schedule: z.array(PlannedFault),
  /** Milliseconds of soaking after the last step; 0 for none. */
  soak: z.int().nonnegative(),
  /** Milliseconds that the whole may take; when they are used up, faults that are left are not run. */
  budget: z.int().positive().optional(),
  /** What the topology's nodes may use together, each as much as every other; whatever the machine has where absent. */
  nodes: z.object({ cpus: z.number().positive(), memoryBytes: z.int().positive() }).optional(),
  criteria: z.array(z.string()),
  thresholds: z.record(z.string(), z.number()),
  notRun: z.array(NotRun),
  knownIssues: z.array(KnownIssue).optional(),
  sabotage: z.enum(SABOTAGES).optional(),
  /** Of every member; etcd's own where absent. */
  timers: Timers.optional(),
  /** What to measure in place of all the above, at which distances. */
  sweep: Sweep.optional(),
  /** What to put a cluster with a control plane through, in place of all the above. */
  comparison: Comparison.optional(),
  /** Whether to save a state, lose it and restore it, in place of all the above. */
  restore: z.literal(true).optional(),
  /** Id of the scenario to act out in place of all the above. */
  scenario: z.string().optional(),
  /** Name of the mutant that stands in front of one member. */
  mutant: z.string().optional(),
});
export type Plan = z.infer<typeof Plan>;

/** A plan but for what has to be found on the disk or fetched. */
export type Outline = Omit<Plan, 'programs' | 'paths'>;
