import { existsSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CgroupPlace, cgroupPlaces } from './cgroup-mounts';
import type { Check } from './check';

/** The file of a group that bounds a controller, by cgroup version. */
const LIMITS = {
  cpu: { 1: 'cpu.cfs_quota_us', 2: 'cpu.max' },
  memory: { 1: 'memory.limit_in_bytes', 2: 'memory.max' },
} as const;

/** Makes a group for each kind of budget, sees whether it can be bounded, and removes it. */
export function checkCgroups(): Check[] {
  return (['cpu', 'memory'] as const).map((controller) => {
    const places = cgroupPlaces(controller).filter((place) => mayHold(place, controller));
    const attempts = places.map((place) => tryGroup(place, LIMITS[controller][place.version]));
    const works = attempts.find(({ ok }) => ok);
    return {
      id: `budget-${controller}`,
      ok: works !== undefined,
      needed: false,
      says: works?.says ?? (attempts.map(({ says }) => says).join('; ') || 'no cgroup hierarchy is mounted'),
      advice:
        works === undefined
          ? `${controller} budgets of nodes are not enforced; run as root or in a delegated cgroup (systemd-run --user --scope -p Delegate=yes)`
          : '',
    };
  });
}

/** Beside version 1 hierarchies, that of version 2 often has no controllers at all. */
function mayHold({ version, folder }: CgroupPlace, controller: string): boolean {
  return (
    version === 1 || readFileSync(join(folder, 'cgroup.controllers'), 'utf8').split(/\s/).includes(controller)
  );
}

function tryGroup({ version, folder }: CgroupPlace, limit: string): { ok: boolean; says: string } {
  const group = join(folder, `etcd-assay-doctor-${process.pid}`);
  try {
    mkdirSync(group);
  } catch (error) {
    return { ok: false, says: `${folder}: ${(error as NodeJS.ErrnoException).code ?? String(error)}` };
  }
  try {
    const ok = existsSync(join(group, limit));
    return {
      ok,
      says: ok
        ? `cgroup v${version}, groups can be made in ${folder}`
        : `${folder}: groups there have no ${limit}`,
    };
  } finally {
    rmdirSync(group);
  }
}
