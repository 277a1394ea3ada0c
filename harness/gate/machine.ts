import { availableParallelism, freemem, release, totalmem } from 'node:os';
import type { Machine } from '../journal/record';
import { Refusal } from '../errors/refusal';
import { freeBytes, reserveBytes } from './disk-reserve';
import type { Estimate } from './estimate';
import { mebibytes } from './mebibytes';

/** The machine that a run's figures were measured on. */
export const thisMachine = (): Machine => ({
  kernel: release(),
  cores: availableParallelism(),
  memoryBytes: totalmem(),
  node: process.versions.node,
});

/**
 * @param folder on the disk that the run will use
 * @throws Refusal (environment) where the run would not fit
 */
export function requireRoom(
  { memoryBytes, diskBytes }: Estimate,
  { members, folder }: { members: number; folder: string },
): void {
  const [free, needed] = [freeBytes(folder), diskBytes + reserveBytes(members)];
  if (free < needed) {
    throw Refusal.environment(
      `the run needs ${mebibytes(needed)} of disk at ${folder}, and ${mebibytes(free)} are free; name another folder with --out`,
    );
  }
  if (freemem() < memoryBytes) {
    throw Refusal.environment(
      `the run needs ${mebibytes(memoryBytes)} of memory, and ${mebibytes(freemem())} are free; use fewer --members`,
    );
  }
}
