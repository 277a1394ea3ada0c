import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../errors/refusal';
import { Timers } from '../journal/header';

const Milliseconds = z.int().nonnegative().max(1_000_000);
/** Of repeats, and of leaders to lose: more than anybody waits for. */
const Count = z.int().nonnegative().max(1000);
/** Names are those of folders too. */
const Name = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** What a sweep is to measure, and on what. */
const SweepFile = z.object({
  version: z.string(),
  runtime: z.enum(['sandbox', 'docker']),
  seed: z.int().nonnegative(),
  command: z.string(),
  zones: z.array(z.string()).readonly(),
  placement: z.array(z.string()).readonly(),
  leaderZone: z.string(),
  timers: z.array(z.object({ name: Name, timers: Timers })).nonempty(),
  distances: z
    .array(
      z.object({
        point: z.int().nonnegative(),
        zones: z.object({
          ...{ name: z.string(), title: z.string(), source: z.string() },
          zones: z.array(z.string()).readonly(),
          oneWay: z.array(z.array(Milliseconds).readonly()).readonly(),
        }),
        jitter: Milliseconds,
        failover: z.boolean(),
      }),
    )
    .nonempty(),
  work: z.object({
    ...{ repeats: Count.positive(), measureMs: Milliseconds, burstMs: Milliseconds },
    ...{ kills: Count, freezes: Count },
  }),
  rate: z.int().positive(),
  targetP99: z.number().positive(),
  searches: z.boolean(),
});
export type SweepFile = z.infer<typeof SweepFile>;

/** `OUT/sweep.json`: so that one that was interrupted can be gone on with, by the same programs. */
const BegunSweep = SweepFile.extend({
  programs: z.array(z.object({ name: z.string(), version: z.string(), sha256: z.string() })),
}).refine(
  ({ zones, placement, leaderZone }) => [...placement, leaderZone].every((zone) => zones.includes(zone)),
  'members are in zones that are not there',
);
export type BegunSweep = z.infer<typeof BegunSweep>;

const pathIn = (out: string): string => join(out, 'sweep.json');

export function writeSweepFile(out: string, file: BegunSweep): void {
  writeFileSync(pathIn(out), `${JSON.stringify(file, null, 2)}\n`);
}

/** @throws Refusal (usage) where the folder holds no sweep of this version */
export function readSweepFile(out: string): BegunSweep {
  const path = pathIn(out);
  const refuse = (why: string): Refusal =>
    Refusal.usage(`--resume ${out}: ${why}; name the folder of an interrupted "etcd-assay latency"`);
  if (!existsSync(path)) {
    throw refuse('it has no sweep.json');
  }
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw refuse(`its sweep.json cannot be read: ${(error as Error).message}`);
  }
  const read = BegunSweep.safeParse(json);
  if (!read.success) {
    throw refuse('its sweep.json is not of this version');
  }
  return read.data;
}

/** Figures of one sweep are pooled: they must not be of two programs. @throws Refusal (usage) that names the one that is another */
export function requireSamePrograms(begun: BegunSweep['programs'], found: BegunSweep['programs']): void {
  const other = begun.find(({ name, sha256 }) => found.find((one) => one.name === name)?.sha256 !== sha256);
  if (other !== undefined) {
    throw Refusal.usage(
      `--resume: the sweep was begun with another ${other.name} ${other.version} (sha256 ${other.sha256.slice(0, 12)}…); give it the same with --program`,
    );
  }
}
