import { mkdir, rm } from 'node:fs/promises';
import type { Cache } from './cache';
import { type Lock, tryLock, waitForLock } from './lock';
import { storageRefusal } from './storage-refusal';

/**
 * Gives one process at a time an empty folder of that name, and removes it afterwards.
 * @param onWait called where another process has it and we wait
 */
export async function withWorkFolder<T>(
  cache: Cache,
  name: string,
  { signal, onWait }: { signal: AbortSignal | undefined; onWait: () => void },
  work: (folder: string) => Promise<T>,
): Promise<T> {
  await cache.prepare();
  const lock = await obtainLock(cache.lockFile(name), signal, onWait);
  const folder = cache.workFolder(name);
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    return await work(folder);
  } catch (error) {
    throw storageRefusal(error, cache.root);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await lock.release();
  }
}

async function obtainLock(file: string, signal: AbortSignal | undefined, onWait: () => void): Promise<Lock> {
  const lock = await tryLock(file, signal);
  if (lock !== undefined) {
    return lock;
  }
  onWait();
  return waitForLock(file, signal);
}
