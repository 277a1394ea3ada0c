import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A place in a cgroup hierarchy where a group for a node might be made. */
export interface CgroupPlace {
  readonly version: 1 | 2;
  readonly folder: string;
}

/**
 * Where groups with a controller may be tried: below this process's own group, then at the hierarchy's top.
 * @param controller "cpu" or "memory"
 */
export function cgroupPlaces(
  controller: string,
  mountinfo = readFileSync('/proc/self/mountinfo', 'utf8'),
  ownGroups = readFileSync('/proc/self/cgroup', 'utf8'),
): CgroupPlace[] {
  return mountinfo.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const mountPoint = before?.split(' ')[4];
    const [type, , options] = after?.split(' ') ?? [];
    if (mountPoint === undefined || !holds(type, options, controller)) {
      return [];
    }
    const version = type === 'cgroup2' ? 2 : 1;
    const own = ownGroup(ownGroups, version === 2 ? '' : controller);
    const folders = new Set([...(own === undefined ? [] : [resolve(mountPoint, `.${own}`)]), mountPoint]);
    return [...folders].map((folder) => ({ version, folder }));
  });
}

function holds(type: string | undefined, options: string | undefined, controller: string): boolean {
  return type === 'cgroup2' || (type === 'cgroup' && (options?.split(',').includes(controller) ?? false));
}

/** /proc/self/cgroup: "number:controllers:path"; version 2 has no controllers there. */
function ownGroup(ownGroups: string, controller: string): string | undefined {
  for (const line of ownGroups.split('\n')) {
    const [, controllers, path] = line.split(':');
    if (controllers?.split(',').includes(controller) === true) {
      return path;
    }
  }
  return undefined;
}
