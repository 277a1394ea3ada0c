import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { environmentWithSbin } from '../runtime/sandbox/search-path';

/** What pods take beside a kubelet, and is taken from this machine. */
export interface Equipment {
  readonly containerd: string;
  /** containerd's own client. */
  readonly ctr: string;
  readonly runc: string;
  /** Folder of the CNI plugins, by which pods get their networks. */
  readonly cni: string;
}

/** One thing that a kubelet needs of this machine. */
export interface Need {
  readonly id: 'root' | keyof Equipment;
  readonly ok: boolean;
  /** What was found, or is missing. */
  readonly says: string;
  /** What to do; empty where there is nothing to do. */
  readonly advice: string;
}

/** Where distributions and releases put the plugins. */
const CNI_FOLDERS = ['/usr/lib/cni', '/opt/cni/bin', '/usr/libexec/cni'];
/** Of the plugins, those that are used. */
const CNI_PLUGINS = ['bridge', 'host-local', 'loopback'];
/** Debian's packages. */
const PACKAGES = {
  containerd: 'containerd',
  ctr: 'containerd',
  runc: 'runc',
  cni: 'containernetworking-plugins',
} as const;

/** Looks for all of it; nothing is started. */
export function kubeletNeeds(env: NodeJS.ProcessEnv = process.env): readonly Need[] {
  return [rootNeed(), ...Object.entries(findEquipment(env)).map(([id, path]) => pathNeed(id as Part, path))];
}

/** @returns why no kubelet can run here, in one line with what to do; undefined where one can */
export function kubeletObstacle(env?: NodeJS.ProcessEnv): string | undefined {
  const missing = kubeletNeeds(env).filter(({ ok }) => !ok);
  return missing.length === 0
    ? undefined
    : missing.map(({ id, says, advice }) => `${id}: ${says} (${advice})`).join('; ');
}

/** @throws Error where something is missing: whoever asks has looked for obstacles */
export function equipment(env: NodeJS.ProcessEnv = process.env): Equipment {
  const { containerd, ctr, runc, cni } = findEquipment(env);
  if (containerd === undefined || ctr === undefined || runc === undefined || cni === undefined) {
    throw new Error(`no kubelet can run here: ${kubeletObstacle(env) ?? ''}`);
  }
  return { containerd, ctr, runc, cni };
}

type Part = keyof Equipment;

const findEquipment = (env: NodeJS.ProcessEnv): Readonly<Record<Part, string | undefined>> => ({
  containerd: onPath('containerd', env),
  ctr: onPath('ctr', env),
  runc: onPath('runc', env),
  cni: CNI_FOLDERS.find((folder) => CNI_PLUGINS.every((plugin) => isExecutable(join(folder, plugin)))),
});

/** Inside the sandbox an ordinary user looks like root. */
const isRoot = (): boolean =>
  process.geteuid?.() === 0 && /^\s*0\s+0\s/.test(readFileSync('/proc/self/uid_map', 'utf8'));

function rootNeed(): Need {
  const ok = isRoot();
  return {
    ...{ id: 'root', ok },
    says: ok ? 'this is root' : 'an ordinary user may not run pods',
    advice: ok ? '' : 'run as root (sudo)',
  };
}

function pathNeed(id: Part, path: string | undefined): Need {
  const missing = id === 'cni' ? `no folder of plugins (${CNI_FOLDERS.join(', ')})` : `no "${id}" on PATH`;
  return {
    ...{ id, ok: path !== undefined },
    says: path ?? missing,
    advice: path === undefined ? `apt-get install ${PACKAGES[id]}` : '',
  };
}

const onPath = (name: string, env: NodeJS.ProcessEnv): string | undefined =>
  (environmentWithSbin(env)['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return false;
    }
    throw error;
  }
}
