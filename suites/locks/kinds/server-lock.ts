import { ConcurrencyServices } from '../../../harness/workload/concurrency-services';
import { Holding } from '../holding';
import { KeptLease } from '../kept-lease';
import type { LockClient } from '../lock-client';
import { lockKeys } from '../lock-keys';
import { ownedKey } from './owned-key';

/** The server's Lock API: it queues on behalf of a lease that its client keeps alive. */
export class ServerLock extends Holding {
  private readonly services: ConcurrencyServices;
  private lease: KeptLease | undefined;
  private key: string | undefined;

  private constructor(client: LockClient, lock: string) {
    super(client, lock);
    this.services = new ConcurrencyServices(client.endpoint);
  }

  static async acquire(client: LockClient, lock: string): Promise<ServerLock> {
    const holding = new ServerLock(client, lock);
    const lease = await KeptLease.grant(client, () => holding.lose('its lease had expired'));
    holding.lease = lease;
    client.note({ lock, state: 'waits', lease: lease.id });
    await holding.wait(lease);
    return holding;
  }

  protected async giveUp(): Promise<void> {
    if (this.key !== undefined) {
      await this.services.unlock(this.key);
    }
    this.services.close();
    await this.lease?.revoke();
  }

  protected override stop(why: string): void {
    this.lease?.abandon();
    super.stop(why);
  }

  private async wait(lease: KeptLease): Promise<void> {
    const { client, lock, services } = this;
    try {
      this.key = await services.lock(lockKeys.name(lock), lease.id);
    } catch (error) {
      this.lose(`the server gave its call up: ${(error as Error).message}`);
      return;
    }
    // The server itself renews the lease as the call begins, unrecorded: from here on ours is the latest renewal.
    await lease.keepAlive();
    const owned = await ownedKey(client, this.key);
    if (owned === undefined) {
      this.lose('its ownership key was gone before its turn');
    } else {
      this.hold(owned);
    }
  }
}
