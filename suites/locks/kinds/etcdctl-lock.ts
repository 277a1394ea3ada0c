import { etcdClient } from '../../../harness/cluster/etcd-client';
import { CALL_DEADLINE } from '../../../harness/workload/load';
import { say } from '../holder-output';
import { Holding } from '../holding';
import type { LockClient } from '../lock-client';
import { grantedTtl, ownedKey } from './owned-key';

/**
 * The command that `etcdctl lock NAME COMMAND` runs while it holds the lock: it is started when its turn has come, and
 * etcdctl gives the lock up when it exits.
 */
export class EtcdctlLock extends Holding {
  static async acquire(client: LockClient, lock: string): Promise<EtcdctlLock> {
    const holding = new EtcdctlLock(client, lock);
    const { ETCD_LOCK_KEY: key = '', ETCD_LOCK_REV: revision } = process.env;
    say({ token: { key, revision: Number(revision) } });
    const owned = await ownedKey(client, key);
    if (owned === undefined) {
      holding.stop('its ownership key was gone before its command could look');
      return holding;
    }
    const etcd = etcdClient(client.endpoint, CALL_DEADLINE);
    holding.hold({ ...owned, ttl: await grantedTtl(etcd, owned.lease) });
    etcd.close();
    return holding;
  }

  protected giveUp(): Promise<void> {
    return Promise.resolve();
  }
}
