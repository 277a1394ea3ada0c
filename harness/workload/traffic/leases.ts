import type { Outcome, RecordingClient } from '../recording-client';
import type { Traffic } from './traffic';

const TTL_SECONDS = 3;

interface Held {
  readonly lease: string;
  renewals: number;
}

/**
 * Leases with a key each: granted, attached, kept alive a few times, then revoked or left to expire.
 * One lease a client at a time.
 */
export const leases: Traffic = {
  name: 'leases',
  start: ({ client, random, unique }) => {
    let held: Held | undefined;
    return async () => {
      if (held === undefined) {
        const granted = await grant(client);
        held =
          granted.lease === undefined ? undefined : { lease: granted.lease, renewals: random.integer(0, 4) };
        return granted.outcome;
      }
      const { lease } = held;
      if (held.renewals < 0) {
        held = undefined;
        // Half are left to expire, as the leases of clients that crash are.
        return random.oneIn(2)
          ? client.perform({ revoke: { lease } })
          : client.perform({ range: { key: keyOf(client), serializable: true } });
      }
      held.renewals -= 1;
      if (random.oneIn(2)) {
        return client.perform({ put: { key: keyOf(client), value: unique(), lease } });
      }
      return client.perform({ keepalive: { lease } });
    };
  },
};

const keyOf = (client: RecordingClient): string => `leases/${client.identity.client}`;

async function grant(client: RecordingClient): Promise<{ outcome: Outcome; lease?: string }> {
  const outcome = await client.perform({ grant: { ttl: TTL_SECONDS } });
  return outcome.is === 'ok' && 'grant' in outcome.response
    ? { outcome, lease: outcome.response.grant.lease }
    : { outcome };
}
