import { answerTo } from '../answers';
import type { LockClient } from './lock-client';

/** A lease that its holder itself keeps alive, with every keepalive recorded. */
export class KeptLease {
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly client: LockClient,
    readonly id: string,
    grantedTtl: number,
    private readonly gone: () => void,
  ) {
    this.timer = setInterval(() => void this.keepAlive(), (grantedTtl * 1000) / 3);
  }

  /** @param gone called when etcd says that it knows the lease no more */
  static async grant(client: LockClient, gone: () => void): Promise<KeptLease> {
    const granted = answerTo('grant', await client.insist({ grant: { ttl: client.ttl } }));
    return new KeptLease(client, granted.lease, granted.ttl, gone);
  }

  async keepAlive(): Promise<void> {
    const outcome = await this.client.perform({ keepalive: { lease: this.id } });
    if (outcome.is === 'ok' && answerTo('keepalive', outcome).ttl === 0) {
      this.abandon();
      this.gone();
    }
  }

  abandon(): void {
    clearInterval(this.timer);
  }

  async revoke(): Promise<void> {
    this.abandon();
    // A lease that etcd does not know is as gone as one that it revokes.
    await this.client.insist({ revoke: { lease: this.id } });
  }
}
