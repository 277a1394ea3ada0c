import { readFileSync } from 'node:fs';
import type { Equipment } from './equipment';

/** Bit of CAP_SYS_RESOURCE in a set of capabilities (capability.h). */
const SYS_RESOURCE = 24n;

/** Whether this process may lower the score by which the kernel chooses whom to kill for want of memory. */
export function mayLowerScores(status = readFileSync('/proc/self/status', 'utf8')): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0';
  return ((BigInt(`0x${effective}`) >> SYS_RESOURCE) & 1n) === 1n;
}

export interface ContainerdWishes {
  readonly equipment: Pick<Equipment, 'runc' | 'cni'>;
  /** Reference of the image of which a container holds each pod's network. */
  readonly pause: string;
  /** Where it finds how pods get their networks. */
  readonly cniFolder: string;
  readonly lowersScores: boolean;
}

/** containerd's configuration, of the version that 1.5 to 2.x read; its folders are the usual ones, which are the node's own. */
export const containerdConfig = ({ equipment, pause, cniFolder, lowersScores }: ContainerdWishes): string => `
version = 2
[plugins."io.containerd.internal.v1.opt"]
  path = "/var/lib/containerd/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = ${quoted(pause)}
  restrict_oom_score_adj = ${String(!lowersScores)}
  disable_apparmor = true
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = ${quoted(equipment.cni)}
    conf_dir = ${quoted(cniFolder)}
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      BinaryName = ${quoted(equipment.runc)}
      SystemdCgroup = false
`;

/** A basic string of TOML takes JSON's escapes. */
const quoted = (text: string): string => JSON.stringify(text);

/** A bridge of the node's own for its pods, and addresses of which each node has 254. @param address the node's */
export const podNetwork = (address: string): string =>
  JSON.stringify({
    cniVersion: '0.4.0',
    name: 'pods',
    plugins: [
      {
        ...{ type: 'bridge', bridge: 'cni0', isGateway: true },
        ipam: {
          type: 'host-local',
          dataDir: '/var/lib/cni/networks',
          ranges: [[{ subnet: `10.244.${address.split('.').at(-1) ?? '0'}.0/24` }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
    ],
  });
