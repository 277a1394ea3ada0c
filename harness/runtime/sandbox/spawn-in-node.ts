import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { ProgramSpec } from '../node';
import type { NodeGroup } from '../node-group';
import type { Exit, RunningProgram } from '../running-program';
import { signalTree, treeState } from './process-tree';
import { treeUsage } from './tree-usage';

/** Where a program runs: its node's folder, network namespace, hosts file and control group. */
export interface Place {
  readonly folder: string;
  /** Path of the network namespace; absent for the client's node, which is the sandbox itself. */
  readonly network?: string;
  readonly hosts?: string;
  /** Path of the mount namespace, where all programs of the node share one; its hosts file is in place there. */
  readonly mounts?: string;
  /** Absent where the node has no budget. */
  readonly group?: NodeGroup | undefined;
}

/** Runs before the program in its own process: joins the control groups, puts the hosts file in place. */
const PREPARE = [
  'for group in $ETCD_ASSAY_GROUPS; do echo $$ > "$group/cgroup.procs" || exit 125; done',
  'if [ -n "$ETCD_ASSAY_HOSTS" ]; then mount --bind "$ETCD_ASSAY_HOSTS" /etc/hosts || exit 125; fi',
  // Whoever enters a mount namespace is at its top.
  'cd "$ETCD_ASSAY_FOLDER" || exit 125',
  'unset ETCD_ASSAY_GROUPS ETCD_ASSAY_HOSTS ETCD_ASSAY_FOLDER',
  'exec "$@"',
].join('\n');

/**
 * Starts a program. Each step replaces the one before, so the process id is the program's own; `detached`
 * makes it lead a session, by which its whole tree is found again.
 */
export function spawnInNode(place: Place, program: ProgramSpec): RunningProgram {
  const log = join(place.folder, `${program.name}.log`);
  const output = openSync(log, 'a');
  const words = [...enter(place), 'sh', '-c', PREPARE, 'sh', program.path, ...program.args];
  const child = spawn(words[0] as string, words.slice(1), {
    cwd: place.folder,
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      NODE_CHANNEL_FD: undefined,
      ...program.env,
      ETCD_ASSAY_FOLDER: place.folder,
      ETCD_ASSAY_HOSTS: place.hosts ?? '',
      ETCD_ASSAY_GROUPS: place.group?.joinedBy(program.name).join(' ') ?? '',
    },
  });
  closeSync(output);
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', reject);
  });
  const { pid } = child;
  if (pid === undefined) {
    throw new Error(`could not start ${program.name}: no process was made`);
  }
  return {
    name: program.name,
    id: `process tree ${pid}`,
    log,
    exited,
    state: () => Promise.resolve(treeState(pid)),
    signal: (name) => {
      signalTree(pid, name);
      return Promise.resolve();
    },
    usage: () => Promise.resolve(treeUsage(pid)),
  };
}

function enter({ network, mounts }: Place): string[] {
  const net = network === undefined ? [] : [`--net=${network}`];
  if (mounts !== undefined) {
    return ['nsenter', ...net, `--mount=${mounts}`];
  }
  // A slave of the world's mounts: a disk that is unmounted there must not live on here.
  const alone = ['unshare', '--mount', '--propagation', 'slave'];
  return network === undefined ? alone : ['nsenter', ...net, ...alone];
}
