import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MemberSecurity } from '../cluster/security';
import type { Node } from '../runtime/node';
import type { TlsFiles } from '../runtime/tls-files';
import { CertificateAuthority, signingKeys, type Identity } from './certificate-authority';
import { kubeconfig } from './kubeconfig';

export const API_PORT = 6443;

/** First address of kubeadm's default service network: that of the API server itself, as pods dial it. */
export const SERVICE_RANGE = '10.96.0.0/12';
const SERVICE_ADDRESS = '10.96.0.1';

/** The certificate of a client of the API server, and the authority of those that it serves with. */
export interface ApiIdentity extends Identity {
  readonly authority: string;
}

/**
 * What `kubeadm init` makes, new for every run and the same on all nodes where kubeadm says so: three authorities, a key
 * pair for service accounts, and what each component shows the others. Files go by kubeadm's names, and only root reads them.
 */
export class Pki {
  private constructor(
    private readonly cluster: CertificateAuthority,
    private readonly etcd: CertificateAuthority,
    private readonly frontProxy: CertificateAuthority,
    private readonly accounts: Awaited<ReturnType<typeof signingKeys>>,
  ) {}

  static async create(): Promise<Pki> {
    const [cluster, etcd, frontProxy, accounts] = await Promise.all([
      CertificateAuthority.create('kubernetes'),
      CertificateAuthority.create('etcd-ca'),
      CertificateAuthority.create('front-proxy-ca'),
      signingKeys(),
    ]);
    return new Pki(cluster, etcd, frontProxy, accounts);
  }

  /** Whoever has it may do anything, as the one that kubeadm makes first. */
  async superAdmin(): Promise<ApiIdentity> {
    const identity = await this.cluster.issue({
      ...{ commonName: 'kubernetes-super-admin', organization: 'system:masters', uses: ['client'] },
    });
    return { ...identity, authority: this.cluster.identity.certificate };
  }

  /** Writes it where clients live, for those that are processes of their own. @returns the files */
  async writeAdmin(clientNode: Pick<Node, 'folder'>): Promise<TlsFiles> {
    const { authority, ...identity } = await this.superAdmin();
    await writeAll(folderOf(clientNode), { 'ca.crt': authority, ...named('super-admin', identity) });
    const at = (name: string) => join(folderOf(clientNode), name);
    return { ca: at('ca.crt'), certificate: at('super-admin.crt'), key: at('super-admin.key') };
  }

  /** A client of etcd itself, as the API servers are. */
  etcdClient(): Promise<Identity> {
    return this.etcdUser('kube-apiserver-etcd-client');
  }

  /** A client of etcd that is this user where authentication is on, whatever the user's password. */
  etcdUser(commonName: string): Promise<Identity> {
    return this.etcd.issue({ commonName, uses: ['client'] });
  }

  /** Whom etcd's clients trust, as PEM. */
  get etcdAuthority(): string {
    return this.etcd.identity.certificate;
  }

  /** Writes what a member on this node needs. */
  async writeMember(node: Node): Promise<void> {
    const names = [node.name, 'localhost'];
    // Peers are asked for the address that they come from.
    const addresses = [node.address, '127.0.0.1'];
    const holder = { commonName: node.name, names, addresses, uses: ['server', 'client'] } as const;
    await writeAll(folderOf(node), {
      'etcd/ca.crt': this.etcd.identity.certificate,
      ...named('etcd/server', await this.etcd.issue(holder)),
      ...named('etcd/peer', await this.etcd.issue(holder)),
      ...named(
        'etcd/healthcheck-client',
        await this.etcd.issue({ commonName: 'kube-etcd-healthcheck-client', uses: ['client'] }),
      ),
    });
  }

  /** Writes what a control plane on this node needs. */
  async writeMaster(node: Node): Promise<void> {
    const folder = folderOf(node);
    const apiServer = await this.cluster.issue({
      commonName: 'kube-apiserver',
      names: [
        node.name,
        'localhost',
        ...['', '.default', '.default.svc', '.default.svc.cluster.local'].map((rest) => `kubernetes${rest}`),
      ],
      addresses: [node.address, '127.0.0.1', SERVICE_ADDRESS],
      uses: ['server'],
    });
    await writeAll(folder, {
      ...named('ca', this.cluster.identity),
      ...named('apiserver', apiServer),
      ...named(
        'apiserver-kubelet-client',
        await this.cluster.issue({
          ...{
            commonName: 'kube-apiserver-kubelet-client',
            organization: 'system:masters',
            uses: ['client'],
          },
        }),
      ),
      'etcd/ca.crt': this.etcd.identity.certificate,
      ...named('apiserver-etcd-client', await this.etcdClient()),
      'front-proxy-ca.crt': this.frontProxy.identity.certificate,
      ...named(
        'front-proxy-client',
        await this.frontProxy.issue({ commonName: 'front-proxy-client', uses: ['client'] }),
      ),
      'sa.pub': this.accounts.public,
      'sa.key': this.accounts.private,
      'controller-manager.conf': await this.configOf('system:kube-controller-manager', node),
      'scheduler.conf': await this.configOf('system:kube-scheduler', node),
    });
  }

  /** Writes what a kubelet on this node needs, of which the Node authorizer thinks as that node. @param master whose API server it asks */
  async writeKubelet(node: Node, master: Node): Promise<void> {
    await writeAll(folderOf(node), {
      'ca.crt': this.cluster.identity.certificate,
      'kubelet.conf': await this.configOf(`system:node:${node.name}`, master, 'system:nodes'),
    });
  }

  private async configOf(user: string, { address }: Node, organization?: string): Promise<string> {
    const groups = organization === undefined ? {} : { organization };
    const identity = await this.cluster.issue({ commonName: user, ...groups, uses: ['client'] });
    return kubeconfig(`https://${address}:${API_PORT}`, user, {
      ...identity,
      authority: this.cluster.identity.certificate,
    });
  }
}

/** Where a node's files are. */
export const folderOf = ({ folder }: Pick<Node, 'folder'>): string => join(folder, 'pki');

export function memberSecurity(node: Pick<Node, 'folder'>): MemberSecurity {
  const at = (name: string) => join(folderOf(node), 'etcd', name);
  const files = (name: string) => ({
    ca: at('ca.crt'),
    certificate: at(`${name}.crt`),
    key: at(`${name}.key`),
  });
  return { server: files('server'), peer: files('peer'), visitor: files('healthcheck-client') };
}

const named = (name: string, { certificate, key }: Identity) => ({
  [`${name}.crt`]: certificate,
  [`${name}.key`]: key,
});

async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, text, { mode: 0o600 });
  }
}
