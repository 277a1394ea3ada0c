import type { Outcome } from '../../harness/workload/recording-client';
import { answerTo } from '../answers';
import { say } from './holder-output';
import type { LockClient } from './lock-client';
import { lockKeys } from './lock-keys';
import { waitTurn } from './wait-turn';

interface Owned {
  readonly key: string;
  readonly create: number;
}

/**
 * One holding of a lock by etcd's recipe (client/v3/concurrency): a lease kept alive, an ownership key with
 * it, the turn by create revision. It believes to hold until it gives the lock up or is told otherwise.
 */
export class LockSession {
  private owned: Owned | undefined;
  private readonly keepalives: NodeJS.Timeout;

  private constructor(
    private readonly client: LockClient,
    private readonly lock: string,
    private readonly lease: string,
    grantedTtl: number,
  ) {
    this.keepalives = setInterval(() => void this.keepAlive(), (grantedTtl * 1000) / 3);
  }

  /** Waits for the lock. What it loses meanwhile is told, and then it holds nothing. */
  static async acquire(client: LockClient, lock: string): Promise<LockSession> {
    const granted = answerTo('grant', await client.insist({ grant: { ttl: client.ttl } }));
    const session = new LockSession(client, lock, granted.lease, granted.ttl);
    await session.queueUp();
    return session;
  }

  /** Writes what the lock is to protect; not where it knows that it does not hold the lock. */
  async work(fenced: boolean): Promise<void> {
    const { client, lock, owned } = this;
    if (owned === undefined) {
      return;
    }
    client.note({ lock, state: 'works', ...owned, lease: this.lease });
    const value = `${BigInt(this.lease).toString(16)} ${client.unique()}`;
    if (!fenced) {
      await client.perform({ put: { key: lockKeys.unfenced(lock), value } });
      return;
    }
    const outcome = await client.perform({
      txn: {
        if: [{ key: owned.key, target: 'create', is: '=', to: owned.create }],
        then: [{ put: { key: lockKeys.fenced(lock), value } }],
        else: [],
      },
    });
    if (outcome.is === 'ok' && !answerTo('txn', outcome).succeeded) {
      this.lose('a fenced write was refused');
    }
  }

  /** Gives the lock up: from here on it does not believe to hold it, whenever etcd hears of that. */
  async release(): Promise<void> {
    const { client, lock, lease, owned } = this;
    if (owned !== undefined) {
      client.note({ lock, state: 'released', ...owned, lease });
    }
    await this.end();
  }

  /** Revokes the lease as its program exits; whoever asked it to exit has noted that already. */
  async end(): Promise<void> {
    clearInterval(this.keepalives);
    this.owned = undefined;
    // A lease that etcd does not know is as gone as one that it revokes.
    await this.client.insist({ revoke: { lease: this.lease } });
  }

  private async queueUp(): Promise<void> {
    const { client, lock, lease } = this;
    const key = lockKeys.ownership(lock, lease);
    const outcome = await client.insist({
      txn: {
        if: [{ key, target: 'create', is: '=', to: 0 }],
        then: [{ put: { key, value: client.unique(), lease } }],
        else: [{ range: { key } }],
      },
    });
    const create = createRevision(outcome);
    if (create === undefined) {
      this.lose('its lease was gone before its key was there');
      return;
    }
    client.note({ lock, state: 'waits', key, lease });
    const queue = {
      read: async () => answerTo('range', await client.insist({ range: lockKeys.queue(lock) })),
      watch: (after: number) => client.watchQueue(lock, after),
    };
    if (await waitTurn(queue, { key, create })) {
      this.owned = { key, create };
      client.note({ lock, state: 'holds', key, lease, create });
    } else {
      this.lose('its ownership key was gone before its turn');
    }
  }

  private async keepAlive(): Promise<void> {
    const outcome = await this.client.perform({ keepalive: { lease: this.lease } });
    if (outcome.is === 'ok' && answerTo('keepalive', outcome).ttl === 0) {
      this.lose('its lease had expired');
    }
  }

  private lose(why: string): void {
    clearInterval(this.keepalives);
    this.owned = undefined;
    say({ lost: this.lock, why });
  }
}

/** Of the ownership key, also where an earlier try had made it; undefined where etcd refused the lease. */
function createRevision(outcome: Outcome): number | undefined {
  if (outcome.is === 'fail') {
    return undefined;
  }
  const { succeeded, revision, responses } = answerTo('txn', outcome);
  const [found] = responses;
  return succeeded
    ? revision
    : found !== undefined && 'range' in found
      ? found.range.kvs[0]?.create
      : undefined;
}
