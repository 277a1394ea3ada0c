import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import type { Check } from './check';

const GIB = 1024 ** 3;

/** Three members, their proxies, the clients and a Go build stay below. */
const MEMORY_BYTES = 1.5 * GIB;
/** Cache, member data, journal and logs of a quick run stay below. */
const DISK_BYTES = 2 * GIB;

/** Cores, memory and disk, as far as this process may use them. */
export function checkMachine(cacheFolder: string): Check[] {
  return [cores(), memory(), disk('disk-cache', cacheFolder), disk('disk-here', process.cwd())];
}

function cores(): Check {
  const count = availableParallelism();
  return {
    id: 'cores',
    ok: count >= 2,
    needed: false,
    says: `${count}`,
    advice: count >= 2 ? '' : 'with one core elections and fsync wait for each other; figures will be poor',
  };
}

function memory(): Check {
  const bytes = process.availableMemory();
  const ok = bytes >= MEMORY_BYTES;
  const advice = ok ? '' : `at least ${gib(MEMORY_BYTES)} should be free`;
  return { id: 'memory', ok, needed: true, says: `${gib(bytes)} available`, advice };
}

function disk(id: string, folder: string): Check {
  const there = nearestExisting(folder);
  const { bavail, bsize } = statfsSync(there);
  const ok = bavail * bsize >= DISK_BYTES;
  const advice = ok ? '' : `at least ${gib(DISK_BYTES)} should be free`;
  return { id, ok, needed: true, says: `${gib(bavail * bsize)} free at ${there}`, advice };
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}

function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}
