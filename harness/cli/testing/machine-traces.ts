import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A living process, as /proc shows it. */
export interface LivingProcess {
  readonly pid: number;
  readonly command: string;
  /** Seconds after the machine's start. */
  readonly startedAt: number;
  /** Kind → id, such as net → "net:[4026531840]". */
  readonly namespaces: Readonly<Record<string, string>>;
  readonly environment: string;
}

/** Of USER_HZ, in which /proc/PID/stat counts on every Linux. */
const TICKS_PER_SECOND = 100;
const KINDS = ['net', 'mnt', 'pid', 'user'];
const CGROUPS = '/sys/fs/cgroup';

/** Every process that lives (a zombie does not) and that we may look into. */
export function livingProcesses(): LivingProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => unlessGone(() => look(name)) ?? []);
}

function look(name: string): LivingProcess[] {
  const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
  // proc(5): "pid (comm) state ..."; comm may itself hold spaces and parentheses; field 22 is starttime.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') {
    return [];
  }
  return [
    {
      pid: Number(name),
      command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim(),
      startedAt: Number(fields[19]) / TICKS_PER_SECOND,
      namespaces: Object.fromEntries(KINDS.map((kind) => [kind, readlinkSync(`/proc/${name}/ns/${kind}`)])),
      environment: readFileSync(`/proc/${name}/environ`, 'utf8'),
    },
  ];
}

/** Mounts of this process's world, one line each. */
export const mounts = (): string[] => readFileSync('/proc/self/mountinfo', 'utf8').trim().split('\n');

/** Namespaces that another process's mounts hold, as `ip netns` does. */
export const mountedNamespaces = (pid: number): string[] =>
  unlessGone(() => readFileSync(`/proc/${pid}/mountinfo`, 'utf8').match(/\w+:\[\d+\]/g)) ?? [];

/** "loop0 /path/of/its/file" for each loop device in use. */
export function loopDevices(): string[] {
  return readdirSync('/sys/block').flatMap((name) => {
    const file = `/sys/block/${name}/loop/backing_file`;
    return existsSync(file) ? [`${name} ${unlessGone(() => readFileSync(file, 'utf8').trim()) ?? ''}`] : [];
  });
}

/** Of the runtime's contract suite, which keeps them for a while and may be running beside. */
const OF_CONTRACT_SUITE = 'etcd-assay-contract-';

/** Control groups that carry our name, in every hierarchy. */
export function ownControlGroups(): string[] {
  const tops = existsSync(CGROUPS) ? ['', ...readdirSync(CGROUPS)] : [];
  return tops.flatMap((top) => {
    const names = unlessGone(() => readdirSync(join(CGROUPS, top))) ?? [];
    return names
      .filter((name) => name.startsWith('etcd-assay') && !name.startsWith(OF_CONTRACT_SUITE))
      .map((name) => join(CGROUPS, top, name));
  });
}

/** @returns undefined where it ended between listing and reading, is no folder, or is not ours to look into */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (
      ['ENOENT', 'ESRCH', 'EACCES', 'ENOTDIR', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')
    ) {
      return undefined;
    }
    throw error;
  }
}
