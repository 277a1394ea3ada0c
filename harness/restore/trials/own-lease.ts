import type { Member } from '../../cluster/member';

/** Seconds: longer than any run. */
const TTL = 3_600;

/** A lease of etcd itself, which Kubernetes knows nothing of. */
export interface OwnLease {
  readonly id: string;
  /** Seconds. */
  readonly granted: number;
}

export async function grantLease({ client }: Member): Promise<OwnLease> {
  const { ID: id, TTL: granted } = await client.leaseClient.leaseGrant({ TTL });
  return { id, granted: Number(granted) };
}

/** Seconds that it has left, by a member; undefined where the member knows no such lease. */
export async function secondsLeft({ client }: Member, { id }: OwnLease): Promise<number | undefined> {
  const { TTL: left } = await client.leaseClient.leaseTimeToLive({ ID: id });
  return Number(left) < 0 ? undefined : Number(left);
}
