import type { Outcome } from '../../harness/workload/recording-client';
import { answerTo } from '../answers';
import { Holding } from './holding';
import { KeptLease } from './kept-lease';
import type { LockClient } from './lock-client';
import { lockKeys } from './lock-keys';
import { waitTurn } from './wait-turn';

/**
 * A lock by etcd's recipe (client/v3/concurrency): a lease kept alive, an ownership key with it, the turn by create
 * revision.
 */
export class LockSession extends Holding {
  private lease: KeptLease | undefined;

  /** Waits for the lock. What it loses meanwhile is told, and then it holds nothing. */
  static async acquire(client: LockClient, lock: string): Promise<LockSession> {
    const session = new LockSession(client, lock);
    const lease = await KeptLease.grant(client, () => session.lose('its lease had expired'));
    session.lease = lease;
    await session.queueUp(lease.id);
    return session;
  }

  protected async giveUp(): Promise<void> {
    await this.lease?.revoke();
  }

  protected override stop(why: string): void {
    this.lease?.abandon();
    super.stop(why);
  }

  private async queueUp(lease: string): Promise<void> {
    const { client, lock } = this;
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
      this.hold({ key, create, lease });
    } else {
      this.lose('its ownership key was gone before its turn');
    }
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
