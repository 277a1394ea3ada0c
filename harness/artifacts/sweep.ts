import { access, constants, readdir, rm } from 'node:fs/promises';
import type { Cache } from './cache';
import { tryLock } from './lock';

/** Removes the work in progress of runs that are gone: whatever has a folder but nobody who holds its lock. */
export async function sweepAbandoned(cache: Cache, signal?: AbortSignal): Promise<void> {
  for (const name of await abandonable(cache)) {
    const lock = await tryLock(cache.lockFile(name), signal);
    if (lock === undefined) {
      continue;
    }
    try {
      await rm(cache.workFolder(name), { recursive: true, force: true });
    } finally {
      await lock.release();
    }
  }
}

/** None where there is no cache yet, or where it is another's, to be read only. */
async function abandonable(cache: Cache): Promise<string[]> {
  try {
    await access(cache.temporaryFolder, constants.W_OK);
  } catch {
    return [];
  }
  return readdir(cache.temporaryFolder);
}
