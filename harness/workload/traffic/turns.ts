import type { BranchRequest, Request } from '../../journal/request';
import type { Outcome, RecordingClient } from '../recording-client';
import type { Random } from '../random';

/** A place in a queue of keys that are ordered by their create revision. */
interface Place {
  readonly key: string;
  readonly lease: string;
  readonly create: number;
}

type Put = Extract<BranchRequest, { put: unknown }>['put'];

export interface TurnsOptions {
  readonly client: RecordingClient;
  readonly random: Random;
  readonly unique: () => string;
  /** Of the keys of the queue, with a slash at the end. */
  readonly prefix: string;
  /** Of a place's lease, in seconds. */
  readonly ttl: number;
  /** What is put while it is this client's turn, and only then. */
  readonly work: (place: Place) => Put;
}

/**
 * A client that queues up for its turn as locks and elections of etcd do, works a few times, and leaves; one step an
 * operation. It renews its lease while it waits, and begins anew where its key is gone.
 */
export function turns({ client, random, unique, prefix, ttl, work }: TurnsOptions): () => Promise<Outcome> {
  let lease: string | undefined;
  let place: Place | undefined;
  let left = 0;
  const leave = (): Promise<Outcome> => {
    const gone = lease ?? '';
    lease = undefined;
    place = undefined;
    return client.perform({ revoke: { lease: gone } });
  };
  const arrive = async (held: string): Promise<Outcome> => {
    const key = `${prefix}${held}`;
    const outcome = await client.perform({
      txn: {
        if: [{ key, target: 'create', is: '=', to: 0 }],
        then: [{ put: { key, value: unique(), lease: held } }],
        else: [{ range: { key } }],
      },
    });
    if (outcome.is === 'ok' && 'txn' in outcome.response && outcome.response.txn.succeeded) {
      place = { key, lease: held, create: outcome.response.txn.revision };
      left = 0;
    } else {
      // Without an answer it may stand in the queue; its lease ends that.
      lease = undefined;
    }
    return outcome;
  };
  const look = async ({ key }: Place): Promise<Outcome> => {
    const end = `${prefix.slice(0, -1)}0`;
    const first = { key: prefix, end, limit: 1, sort: { by: 'create', order: 'ascend' } } as const;
    const outcome = await client.perform({ range: first });
    if (outcome.is === 'ok' && 'range' in outcome.response) {
      left = outcome.response.range.kvs[0]?.key === key ? random.integer(1, 3) : 0;
    }
    return outcome;
  };
  return async () => {
    if (lease === undefined) {
      const outcome = await client.perform({ grant: { ttl } });
      lease = outcome.is === 'ok' && 'grant' in outcome.response ? outcome.response.grant.lease : undefined;
      return outcome;
    }
    if (place === undefined) {
      return arrive(lease);
    }
    if (left > 0) {
      const outcome = await client.perform(fenced(place, work(place)));
      left -= 1;
      const done = outcome.is === 'ok' && 'txn' in outcome.response && outcome.response.txn.succeeded;
      return left === 0 || !done ? leave() : outcome;
    }
    const wait = random.integer(1, 6);
    if (wait === 1) {
      // A queue stands still for as long as the lease of one who was lost; others still have to be seen at work.
      return client.perform({ put: { key: `waiting/${client.identity.client}`, value: unique() } });
    }
    if (wait <= 4) {
      return look(place);
    }
    const outcome = await client.perform({ keepalive: { lease } });
    const isGone =
      outcome.is === 'ok' && 'keepalive' in outcome.response && outcome.response.keepalive.ttl <= 0;
    if (isGone) {
      lease = undefined;
      place = undefined;
    }
    return outcome;
  };
}

/** Refused once the key of the place is gone, or another's: its create revision is the fencing token. */
const fenced = ({ key, create }: Place, put: Put): Request => ({
  txn: {
    if: [{ key, target: 'create', is: '=', to: create }],
    then: [{ put }],
    else: [{ range: { key } }],
  },
});
