import { spawnSync } from 'node:child_process';
import { environmentWithSbin } from './search-path';

export interface Obstacle {
  readonly says: string;
  readonly advice: string;
}

/** Programs that a disk of a node's own takes, and the Debian packages that they are in. */
const PROGRAMS = [
  ['mkfs.ext4', 'e2fsprogs'],
  ['losetup', 'mount'],
  ['findmnt', 'util-linux'],
  ['perl', 'perl'],
] as const;

/** @returns why nodes cannot have disks whose power can be cut; undefined where they can */
export function loopDiskObstacle(): Obstacle | undefined {
  if (process.geteuid?.() !== 0) {
    return { says: 'needs root', advice: 'run as root (sudo) to have it tested' };
  }
  const env = environmentWithSbin();
  for (const [program, aptPackage] of PROGRAMS) {
    if (spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { env }).status !== 0) {
      return { says: `${program} not found`, advice: `apt-get install ${aptPackage}` };
    }
  }
  const loop = spawnSync('losetup', ['--find'], { env, encoding: 'utf8' });
  return loop.status === 0
    ? undefined
    : {
        says: `no free loop device: ${loop.stderr.trim()}`,
        advice: 'modprobe loop, or run outside of the container',
      };
}
