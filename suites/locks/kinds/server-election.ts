import { ConcurrencyServices, type LeaderKey } from '../../../harness/workload/concurrency-services';
import { Holding } from '../holding';
import { KeptLease } from '../kept-lease';
import type { LockClient } from '../lock-client';
import { lockKeys } from '../lock-keys';

/** A candidate by the server's Election API, on behalf of a lease that it keeps alive itself. */
export class ServerElection extends Holding {
  private readonly services: ConcurrencyServices;
  private lease: KeptLease | undefined;
  private leader: LeaderKey | undefined;

  private constructor(client: LockClient, election: string) {
    super(client, election);
    this.services = new ConcurrencyServices(client.endpoint);
  }

  static async acquire(client: LockClient, election: string): Promise<ServerElection> {
    const candidate = new ServerElection(client, election);
    const lease = await KeptLease.grant(client, () => candidate.lose('its lease had expired'));
    candidate.lease = lease;
    client.note({ lock: election, state: 'waits', lease: lease.id });
    await candidate.campaign(lease);
    return candidate;
  }

  protected async giveUp(): Promise<void> {
    if (this.leader !== undefined) {
      await this.services.resign(this.leader);
    }
    this.services.close();
    await this.lease?.revoke();
  }

  protected override stop(why: string): void {
    this.lease?.abandon();
    super.stop(why);
  }

  private async campaign(lease: KeptLease): Promise<void> {
    const { client, lock, services } = this;
    try {
      this.leader = await services.campaign(lockKeys.name(lock), lease.id, client.unique());
    } catch (error) {
      this.lose(`the server gave its call up: ${(error as Error).message}`);
      return;
    }
    // The server itself renews the lease as the call begins, unrecorded: from here on ours is the latest renewal.
    await lease.keepAlive();
    const { key, rev } = this.leader;
    this.hold({ key: key.toString(), create: Number(rev), lease: lease.id });
  }
}
