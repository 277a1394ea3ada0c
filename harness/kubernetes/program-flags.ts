import { join } from 'node:path';
import { SECURE_CLIENT_PORT } from '../network/network';
import type { Node } from '../runtime/node';
import type { ControlPlaneProgram } from '../topology/topology';
import { encryptionFlag } from './encryption';
import { API_PORT, folderOf, SERVICE_RANGE } from './pki';

type Flags = Readonly<Record<string, string>>;

/** A node on which a control plane runs, and the members whom its API server asks, by name; none: its own. */
export interface MasterPlace {
  readonly node: Node;
  readonly members: readonly string[];
  /** Whether what its API server writes is encrypted, as the node's own file says. */
  readonly encrypts: boolean;
}

/**
 * The command line of each program as kubeadm writes it into the manifest of a master node
 * (cmd/kubeadm/app/phases/controlplane/manifests.go).
 */
export function flagsOf(program: ControlPlaneProgram, master: MasterPlace): string[] {
  const at = (name: string): string => join(folderOf(master.node), name);
  const flags = Object.entries(FLAGS[program](at, master)).map(([name, value]) => `--${name}=${value}`);
  return program === 'kube-apiserver' && master.encrypts ? [...flags, encryptionFlag(master.node)] : flags;
}

const FLAGS: Readonly<
  Record<ControlPlaneProgram, (at: (name: string) => string, master: MasterPlace) => Flags>
> = {
  'kube-apiserver': (at, { node, members }) => ({
    'advertise-address': node.address,
    'allow-privileged': 'true',
    'authorization-mode': 'Node,RBAC',
    'client-ca-file': at('ca.crt'),
    'enable-admission-plugins': 'NodeRestriction',
    'enable-bootstrap-token-auth': 'true',
    'etcd-cafile': at('etcd/ca.crt'),
    // Not kubeadm's: by default it compacts every five minutes, which no record would say.
    'etcd-compaction-interval': '0',
    'etcd-certfile': at('apiserver-etcd-client.crt'),
    'etcd-keyfile': at('apiserver-etcd-client.key'),
    'etcd-servers': etcdServers(members),
    'kubelet-client-certificate': at('apiserver-kubelet-client.crt'),
    'kubelet-client-key': at('apiserver-kubelet-client.key'),
    'kubelet-preferred-address-types': 'InternalIP,ExternalIP,Hostname',
    'proxy-client-cert-file': at('front-proxy-client.crt'),
    'proxy-client-key-file': at('front-proxy-client.key'),
    'requestheader-allowed-names': 'front-proxy-client',
    'requestheader-client-ca-file': at('front-proxy-ca.crt'),
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-username-headers': 'X-Remote-User',
    'secure-port': String(API_PORT),
    'service-account-issuer': 'https://kubernetes.default.svc.cluster.local',
    'service-account-key-file': at('sa.pub'),
    'service-account-signing-key-file': at('sa.key'),
    'service-cluster-ip-range': SERVICE_RANGE,
    'tls-cert-file': at('apiserver.crt'),
    'tls-private-key-file': at('apiserver.key'),
  }),
  'kube-controller-manager': (at) => ({
    'authentication-kubeconfig': at('controller-manager.conf'),
    'authorization-kubeconfig': at('controller-manager.conf'),
    'bind-address': '127.0.0.1',
    'client-ca-file': at('ca.crt'),
    'cluster-name': 'kubernetes',
    'cluster-signing-cert-file': at('ca.crt'),
    'cluster-signing-key-file': at('ca.key'),
    controllers: '*,bootstrapsigner,tokencleaner',
    kubeconfig: at('controller-manager.conf'),
    'leader-elect': 'true',
    'requestheader-client-ca-file': at('front-proxy-ca.crt'),
    'root-ca-file': at('ca.crt'),
    'service-account-private-key-file': at('sa.key'),
    'use-service-account-credentials': 'true',
  }),
  'kube-scheduler': (at) => ({
    'authentication-kubeconfig': at('scheduler.conf'),
    'authorization-kubeconfig': at('scheduler.conf'),
    'bind-address': '127.0.0.1',
    kubeconfig: at('scheduler.conf'),
    'leader-elect': 'true',
  }),
};

const etcdServers = (members: readonly string[]): string =>
  (members.length === 0 ? ['127.0.0.1'] : members)
    .map((host) => `https://${host}:${SECURE_CLIENT_PORT}`)
    .join(',');
