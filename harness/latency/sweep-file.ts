import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../errors/refusal';
import { Timers } from '../journal/header';

const Milliseconds = z.int().nonnegative();

/** `OUT/sweep.json`: what a sweep is to measure, so that one that was interrupted can be gone on with. */
export const SweepFile = z.object({
  version: z.string(),
  seed: z.int().nonnegative(),
  command: z.string(),
  zones: z.array(z.string()).readonly(),
  placement: z.array(z.string()).readonly(),
  leaderZone: z.string(),
  timers: z.array(z.object({ name: z.string(), timers: Timers })),
  distances: z.array(
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
  ),
  work: z.object({
    ...{ repeats: z.int().positive(), measureMs: Milliseconds, burstMs: Milliseconds },
    ...{ kills: z.int().nonnegative(), freezes: z.int().nonnegative() },
  }),
  rate: z.int().positive(),
  targetP99: z.number().positive(),
  searches: z.boolean(),
});
export type SweepFile = z.infer<typeof SweepFile>;

const pathIn = (out: string): string => join(out, 'sweep.json');

export function writeSweepFile(out: string, file: SweepFile): void {
  writeFileSync(pathIn(out), `${JSON.stringify(file, null, 2)}\n`);
}

/** @throws Refusal (usage) where the folder holds no sweep of this version */
export function readSweepFile(out: string): SweepFile {
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
  const read = SweepFile.safeParse(json);
  if (!read.success) {
    throw refuse('its sweep.json is not of this version');
  }
  return read.data;
}
