import { EtcdLockFailedError, type Etcd3, type Lock } from 'etcd3';
import { etcdClient } from '../../../harness/cluster/etcd-client';
import { CALL_DEADLINE } from '../../../harness/workload/load';
import { Holding } from '../holding';
import type { LockClient } from '../lock-client';
import { lockKeys } from '../lock-keys';
import { grantedTtl, ownedKey } from './owned-key';

/** The lock of the npm client etcd3, which is refused at once where another has it. */
export class NpmLock extends Holding {
  private readonly etcd: Etcd3;
  private readonly npm: Lock;
  private readonly key: string;

  private constructor(client: LockClient, lock: string) {
    super(client, lock);
    this.key = lockKeys.npm(lock);
    this.etcd = etcdClient(client.endpoint, CALL_DEADLINE);
    this.npm = this.etcd.lock(this.key).ttl(client.ttl);
  }

  static async acquire(client: LockClient, lock: string): Promise<NpmLock> {
    const holding = new NpmLock(client, lock);
    try {
      await holding.npm.acquire();
    } catch (error) {
      if (error instanceof EtcdLockFailedError) {
        client.note({ lock, state: 'refused' });
      } else {
        holding.lose(`its call went unanswered: ${(error as Error).message}`);
      }
      return holding;
    }
    await holding.look();
    return holding;
  }

  protected async giveUp(): Promise<void> {
    await this.npm.release();
    this.etcd.close();
  }

  private async look(): Promise<void> {
    const owned = await ownedKey(this.client, this.key);
    if (owned === undefined || owned.lease !== (await this.npm.leaseId())) {
      this.lose('its ownership key was gone at once');
    } else {
      this.hold({ ...owned, ttl: await grantedTtl(this.etcd, owned.lease) });
    }
  }
}
