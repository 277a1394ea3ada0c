import { z } from 'zod';
import { FAULTS } from '../../faults/catalogue';
import { PROFILE_NAMES } from '../../gate/profile';
import { TOPOLOGIES } from '../../topology/catalogue';
import { TRAFFIC } from '../../workload/traffic/catalogue';
import { DURATION, isWithin, RUN_BOUNDS, rangeWords } from './duration';
import { PRELOAD } from './preload';
import { SETTABLE } from './thresholds';

const text = z.string().min(1, 'must not be empty');
const duration = z
  .string()
  .regex(DURATION, { abort: true, error: 'must be a duration such as 90s, 10m or 1h30m' })
  .refine((given) => isWithin(given, RUN_BOUNDS), `must be ${rangeWords(RUN_BOUNDS)}`);

export const RUNTIMES = ['auto', 'sandbox', 'docker'] as const;
export const MEMBERS = [1, 3, 5] as const;

/**
 * The configuration file: keys as the flags of `etcd-assay gate` and `suite`, all of them optional. A command
 * takes from it what it has a flag for. A flag given on the command line wins over the file.
 */
export const Config = z
  .strictObject({
    from: text.describe('etcd version to start at, such as "3.5.35" or "3.5"; quote it'),
    to: text.describe('etcd version to upgrade to; the same as `from` is a rolling restart'),
    etcd: text.describe('etcd version of `etcd-assay suite`, which the gate does not look at'),
    members: z.literal([...MEMBERS], `must be ${MEMBERS.join(', ')}`).describe('short for dedicated-N'),
    topology: z.enum(TOPOLOGIES.map(({ name }) => name)).describe('name of the topology'),
    profile: z.enum(PROFILE_NAMES).describe('how long and how hard the run is'),
    budget: duration.describe('longest time that the run may take'),
    for: duration.describe('length of a soak'),
    faults: z
      .array(z.enum(FAULTS.map(({ name }) => name)))
      .min(1, 'must not be empty')
      .describe('draw from these faults only'),
    traffic: z
      .array(z.enum(TRAFFIC.map(({ name }) => name)))
      .min(1, 'must not be empty')
      .describe('what clients do'),
    preload: z
      .string()
      .regex(PRELOAD, 'must be a number of keys, as in 100k')
      .describe('keys that are there before clients begin; quote it'),
    snapshot: text.describe('file of "etcdctl snapshot save" that the members begin with'),
    overlap: z.boolean().describe('let faults of members come while those of links last'),
    strict: z.boolean().describe('fail for known issues of the releases too'),
    runtime: z.enum(RUNTIMES).describe('what the nodes are made of'),
    seed: z
      .int()
      .nonnegative()
      .max(2 ** 32 - 1)
      .describe('of every random choice; the same seed gives the same schedule'),
    out: text.describe('folder for the results; must be empty or missing'),
    thresholds: z
      .strictObject(Object.fromEntries(SETTABLE.map((id) => [id, z.number().nonnegative()])))
      .partial()
      .describe('bounds of the operator, by criterion'),
    programs: z
      .record(z.string().regex(/^[a-z][a-z0-9-]*@\S+$/, 'must be NAME@VERSION, as in etcd@3.6.16'), text)
      .describe('paths of own builds, by NAME@VERSION'),
  })
  .partial()
  .superRefine(({ members, topology }, context) => {
    if (members !== undefined && topology !== undefined && topology !== `dedicated-${members}`) {
      const message = `means dedicated-${members}, but topology says ${topology}; give one of them`;
      context.addIssue({ code: 'custom', path: ['members'], message });
    }
  });
export type Config = z.infer<typeof Config>;

/** Fields that hold a version: written without quotes, YAML would read 3.10 as the number 3.1. */
export const VERSION_FIELDS: readonly string[] = ['from', 'to', 'etcd'];
