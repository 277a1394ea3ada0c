import type { Campaign, Etcd3 } from 'etcd3';
import { etcdClient } from '../../../harness/cluster/etcd-client';
import { CALL_DEADLINE } from '../../../harness/workload/load';
import { Holding } from '../holding';
import type { LockClient } from '../lock-client';
import { npmElectionOf } from './npm-election-of';
import { grantedTtl, ownedKey } from './owned-key';

/** A candidate by the npm client etcd3. */
export class NpmElection extends Holding {
  private readonly etcd: Etcd3;
  private readonly campaign: Campaign;

  private constructor(client: LockClient, election: string) {
    super(client, election);
    this.etcd = etcdClient(client.endpoint, CALL_DEADLINE);
    this.campaign = npmElectionOf(this.etcd, election, client.ttl).campaign(client.unique());
    this.campaign.on('error', (error) => this.lose(error.message));
  }

  static async acquire(client: LockClient, election: string): Promise<NpmElection> {
    const candidate = new NpmElection(client, election);
    await candidate.campaign.wait();
    const owned = await ownedKey(client, await candidate.campaign.getCampaignKey());
    if (owned === undefined) {
      candidate.lose('its key was gone as soon as it led');
    } else {
      candidate.hold({ ...owned, ttl: await grantedTtl(candidate.etcd, owned.lease) });
    }
    return candidate;
  }

  protected async giveUp(): Promise<void> {
    await this.campaign.resign();
    this.etcd.close();
  }
}
