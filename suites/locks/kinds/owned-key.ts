import type { Etcd3 } from 'etcd3';
import { answerTo } from '../../answers';
import type { Owned } from '../holding';
import type { LockClient } from '../lock-client';

/** An ownership key as it stands, read by a recorded client; undefined where it is gone. */
export async function ownedKey(client: LockClient, key: string): Promise<Owned | undefined> {
  const [kv] = answerTo('range', await client.insist({ range: { key } })).kvs;
  return kv?.lease === undefined ? undefined : { key, create: kv.create, lease: kv.lease };
}

/** Seconds that etcd granted a lease which somebody else asked for. */
export async function grantedTtl(etcd: Etcd3, lease: string): Promise<number> {
  return Number((await etcd.leaseClient.leaseTimeToLive({ ID: lease })).grantedTTL);
}
