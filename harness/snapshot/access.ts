import { credentials, type ChannelCredentials } from '@grpc/grpc-js';
import type { Etcd3 } from 'etcd3';
import { etcdClient, type Certified } from '../cluster/etcd-client';
import type { Member } from '../cluster/member';
import type { Pki } from '../kubernetes/pki';
import { SECURE_CLIENT_PORT } from '../network/network';

/** A page of large keys takes a while on a busy machine. */
const DEADLINE = 30_000;

/**
 * How the harness asks restored members: as root, whom a certificate names. The passwords of a snapshot's users are not
 * known to whoever verifies it, and with authentication on etcd answers nobody else everything.
 * Source: etcd's operations guide, "Authentication", using TLS Common Name.
 */
export class RootAccess {
  private constructor(private readonly root: Certified) {}

  static async create(pki: Pki): Promise<RootAccess> {
    return new RootAccess({ ...(await pki.etcdUser('root')), authority: pki.etcdAuthority });
  }

  addressOf({ node }: Member): string {
    return node.reach(SECURE_CLIENT_PORT);
  }

  /** To be closed by whoever asked for it. @param deadline milliseconds that a call may take */
  client(member: Member, deadline = DEADLINE): Etcd3 {
    return etcdClient(this.addressOf(member), deadline, this.root);
  }

  get channel(): ChannelCredentials {
    const { authority, certificate, key } = this.root;
    return credentials.createSsl(Buffer.from(authority), Buffer.from(key), Buffer.from(certificate));
  }
}
