import type { Timers } from '../journal/header';

export interface MemberFlags {
  readonly version: string;
  readonly name: string;
  readonly dataDir: string;
  /** The node's own address: listeners bind it, so that only sidecars and the harness reach them. */
  readonly address: string;
  readonly clientPort: number;
  readonly peerPort: number;
  /** Peer URLs by member name, as all members share them. */
  readonly initialCluster: Readonly<Record<string, string>>;
  readonly state: 'new' | 'existing';
  readonly timers: Timers;
  /** What an experiment adds, at this version. */
  readonly more?: readonly string[];
}

/** "3.6.0-rc.1" → [3, 6]. */
function minorOf(version: string): readonly [major: number, minor: number] {
  const [major = NaN, minor = NaN] = version.split('.').map(Number);
  return [major, minor];
}

/**
 * Command line of a member. Flags that change name between versions change with the binary at each upgrade
 * step, as an operator has to do: 3.6 moved two of kubeadm's flags, 3.7 refuses the old ones.
 */
export function flagsFor(member: MemberFlags): string[] {
  const { name, address, timers } = member;
  const [major, minor] = minorOf(member.version);
  const experimental = major === 3 && minor <= 5;
  return [
    `--name=${name}`,
    `--data-dir=${member.dataDir}`,
    `--listen-client-urls=http://${address}:${member.clientPort}`,
    `--advertise-client-urls=http://${name}:${member.clientPort}`,
    `--listen-peer-urls=http://${address}:${member.peerPort}`,
    `--initial-advertise-peer-urls=http://${name}:${member.peerPort}`,
    `--initial-cluster=${Object.entries(member.initialCluster)
      .map(([peer, url]) => `${peer}=${url}`)
      .join(',')}`,
    `--initial-cluster-state=${member.state}`,
    '--initial-cluster-token=etcd-assay',
    `--heartbeat-interval=${timers.heartbeatMs}`,
    `--election-timeout=${timers.electionMs}`,
    ...(experimental
      ? ['--experimental-initial-corrupt-check=true', '--experimental-watch-progress-notify-interval=5s']
      : ['--feature-gates=InitialCorruptCheck=true', '--watch-progress-notify-interval=5s']),
    ...(member.more ?? []),
  ];
}
