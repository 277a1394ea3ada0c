import { availableParallelism, freemem, release, totalmem } from 'node:os';
import type { Machine } from '../journal/header';
import { Refusal } from '../errors/refusal';
import { freeBytes } from './disk-reserve';
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
export function requireRoom({ memoryBytes, diskBytes }: Estimate, folder: string): void {
  const free = freeBytes(folder);
  if (free < diskBytes) {
    throw Refusal.environment(
      `the run needs ${mebibytes(diskBytes)} of disk at ${folder}, and ${mebibytes(free)} are free; name another folder with --out`,
    );
  }
  if (freemem() < memoryBytes) {
    throw Refusal.environment(
      `the run needs ${mebibytes(memoryBytes)} of memory, and ${mebibytes(freemem())} are free; use fewer --members`,
    );
  }
}
