import type { Outcome, RecordingClient } from '../recording-client';
import type { Traffic } from './traffic';

/** Milliseconds after which a lease that nobody renews is gone, over its time to live: the sweep and the revoke. */
const SURELY_GONE = 2_500;

interface Held {
  readonly lease: string;
  readonly key: string;
  renewals: number;
}

interface Abandoned {
  readonly lease: string;
  readonly key: string;
  readonly since: number;
}

/**
 * Leases with a key each: granted, attached, kept alive a few times, then revoked or left to expire. One lease a
 * client at a time. Some time after one was left, its client tries to use it again, which must be refused.
 * @param ttl in seconds
 */
export const leaseChurn = (ttl: number): Traffic => ({
  name: 'lease-churn',
  start: ({ client, random, unique }) => {
    let held: Held | undefined;
    let grants = 0;
    const abandoned: Abandoned[] = [];
    return async () => {
      const [oldest] = abandoned;
      if (oldest !== undefined && performance.now() > oldest.since + 1000 * ttl + SURELY_GONE) {
        abandoned.shift();
        return client.perform({ put: { key: oldest.key, value: unique(), lease: oldest.lease } });
      }
      if (held === undefined) {
        const { outcome, lease } = await grant(client, ttl);
        // A key of its own, so that the lease's expiry has something to delete.
        const key = `leases/${client.identity.client}/${(grants += 1)}`;
        held = lease === undefined ? undefined : { lease, key, renewals: random.integer(1, 3) };
        return outcome;
      }
      const { lease, key } = held;
      if (held.renewals === 0) {
        held = undefined;
        if (random.oneIn(3)) {
          // A third are left to expire, as the leases of clients that crash are.
          abandoned.push({ lease, key, since: performance.now() });
          return client.perform({ range: { key, serializable: true } });
        }
        return client.perform({ revoke: { lease } });
      }
      held.renewals -= 1;
      if (random.oneIn(2)) {
        return client.perform({ put: { key, value: unique(), lease } });
      }
      return client.perform({ keepalive: { lease } });
    };
  },
});

async function grant(client: RecordingClient, ttl: number): Promise<{ outcome: Outcome; lease?: string }> {
  const outcome = await client.perform({ grant: { ttl } });
  return outcome.is === 'ok' && 'grant' in outcome.response
    ? { outcome, lease: outcome.response.grant.lease }
    : { outcome };
}
