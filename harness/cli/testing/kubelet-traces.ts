import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { livingProcesses, mounts } from './machine-traces';

const GROUPS = '/sys/fs/cgroup';
/** Where container tools write by themselves, wherever they are told to. */
const FOLDERS = [
  ...['/etc/cni', '/run/netns', '/var/lib/cni', '/var/lib/containerd', '/var/lib/kubelet'],
  ...['/usr/libexec/kubernetes', '/var/log/containers', '/var/log/pods'],
];
/** What a kubelet sets for the whole machine. */
const PARAMETERS = [
  ...['vm/overcommit_memory', 'vm/panic_on_oom', 'kernel/panic', 'kernel/panic_on_oops'],
  ...['kernel/keys/root_maxkeys', 'kernel/keys/root_maxbytes'],
];
const COMMANDS = /(?:^|\/)(?:containerd|containerd-shim\S*|runc|kubelet|pause)(?: |$)/;

/** Everything by which a kubelet could be seen on this machine, one line each, but for control groups. */
export const tracesHere = (): string[] => [
  ...mounts().map((line) => `mount ${line}`),
  ...FOLDERS.filter((folder) => existsSync(folder)).map((folder) => `folder ${folder}`),
  ...PARAMETERS.map((name) => `${name} = ${readFileSync(`/proc/sys/${name}`, 'utf8').trim()}`),
  ...livingProcesses()
    .filter(({ command }) => COMMANDS.test(command))
    .map(({ pid, command }) => `process ${pid} ${command.slice(0, 200)}`),
];

/** Control groups of a run, and those that no run can be told from: folders at the top of any hierarchy. */
export const groupsOf = (run: string): string[] =>
  ['.', ...readdirSync(GROUPS)]
    .flatMap((hierarchy) =>
      [run, 'kubepods', 'k8s.io', 'system.slice'].map((name) => `${GROUPS}/${hierarchy}/${name}`),
    )
    .filter((folder) => existsSync(folder));
