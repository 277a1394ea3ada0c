import { rm } from 'node:fs/promises';
import { Member, type EtcdProgram } from '../cluster/member';
import { restoreSnapshot, type Snapshot } from '../cluster/restore-snapshot';
import { DEFAULT_TIMERS } from '../journal/header';
import { UNRECORDED } from '../journal/journal';
import type { Node } from '../runtime/node';
import { until } from '../time/until';
import { ApiServer } from './api-server';
import { memberSecurity, Pki, type ApiIdentity } from './pki';

const READY_WITHIN = 30_000;
const ENDS_WITHIN = 10_000;

export interface SmallClusterOptions {
  /** Of the member. */
  readonly node: Node;
  readonly etcd: EtcdProgram;
  /** Path of kube-apiserver. */
  readonly apiServer: string;
}

/**
 * A member alone, and API servers that ask it: for what cannot be done to a cluster on which others work. There is no controller, and
 * no record of what its member does.
 */
export class SmallCluster {
  private constructor(
    readonly member: Member,
    /** By which one is everybody's administrator. */
    readonly identity: ApiIdentity,
    private readonly pki: Pki,
    private readonly apiServer: string,
  ) {}

  static async start({ node, etcd, apiServer }: SmallClusterOptions): Promise<SmallCluster> {
    const pki = await Pki.create();
    await pki.writeMember(node);
    const member = new Member(node, etcd, DEFAULT_TIMERS, UNRECORDED, undefined, memberSecurity(node));
    const cluster = new SmallCluster(member, await pki.superAdmin(), pki, apiServer);
    await cluster.startMember();
    return cluster;
  }

  /**
   * Starts an API server and waits until it is ready.
   * @param node the member's own, or another one
   * @param encrypts whether it encrypts what it writes, as the node's own file says
   */
  async startApiServer(node: Node = this.member.node, encrypts = false): Promise<ApiServer> {
    const { member, pki, apiServer } = this;
    await pki.writeMaster(node);
    if (node === member.node) {
      return ApiServer.start({ node, path: apiServer, members: [], encrypts });
    }
    await node.setHosts({ [node.name]: node.address, [member.name]: member.node.address });
    return ApiServer.start({ node, path: apiServer, members: [member.name], encrypts });
  }

  /** The member is killed, and begins again as the snapshot's; API servers are told nothing. */
  async restore(snapshot: Snapshot): Promise<void> {
    const { member } = this;
    await member.kill();
    await until(() => !member.isRunning, { within: ENDS_WITHIN, what: `${member.name} to be gone` });
    await rm(member.dataDir, { recursive: true });
    await restoreSnapshot(snapshot, [member], this.peerUrls);
    await this.startMember();
  }

  /** Ends the harness's own connection; programs end with their nodes. */
  close(): void {
    this.member.close();
  }

  private async startMember(): Promise<void> {
    await this.member.start(this.peerUrls, 'new');
    await this.member.ready(READY_WITHIN);
  }

  private get peerUrls(): Record<string, string> {
    return { [this.member.name]: this.member.peerUrl };
  }
}
