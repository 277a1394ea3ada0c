import type { Timers } from '../journal/header';
import { SECURE_CLIENT_PORT } from '../network/network';
import type { MemberSecurity } from './security';

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
  /** Absent where all is in the clear. */
  readonly security?: MemberSecurity | undefined;
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
  const { name, address, timers, security } = member;
  const scheme = security === undefined ? 'http' : 'https';
  const [major, minor] = minorOf(member.version);
  const experimental = major === 3 && minor <= 5;
  return [
    `--name=${name}`,
    `--data-dir=${member.dataDir}`,
    `--listen-client-urls=${clientUrls(member).join(',')}`,
    `--advertise-client-urls=http://${name}:${member.clientPort}`,
    `--listen-peer-urls=${scheme}://${address}:${member.peerPort}`,
    `--initial-advertise-peer-urls=${scheme}://${name}:${member.peerPort}`,
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
    ...(security === undefined ? [] : securedAsKubeadm(security)),
    ...(member.more ?? []),
  ];
}

/** The harness and its clients talk in the clear always, by a listener of their own where others are to show certificates. */
function clientUrls({ address, clientPort, security }: MemberFlags): string[] {
  const secured = ['127.0.0.1', address].map((host) => `https://${host}:${SECURE_CLIENT_PORT}`);
  return [...(security === undefined ? [] : secured), `http://${address}:${clientPort}`];
}

/** What kubeadm adds to a member of a master node (cmd/kubeadm/app/phases/etcd/local.go). */
const securedAsKubeadm = ({ server, peer }: MemberSecurity): string[] => [
  `--cert-file=${server.certificate}`,
  `--key-file=${server.key}`,
  `--trusted-ca-file=${server.ca}`,
  '--client-cert-auth=true',
  `--peer-cert-file=${peer.certificate}`,
  `--peer-key-file=${peer.key}`,
  `--peer-trusted-ca-file=${peer.ca}`,
  '--peer-client-cert-auth=true',
  '--snapshot-count=10000',
  '--listen-metrics-urls=http://127.0.0.1:2381',
];
