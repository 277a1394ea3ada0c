import { answerTo } from '../answers';
import { say } from './holder-output';
import type { LockClient } from './lock-client';
import { lockKeys } from './lock-keys';

/** By what somebody owns a lock, or leads. */
export interface Owned {
  readonly key: string;
  /** Create revision of the key: the fencing token. */
  readonly create: number;
  readonly lease: string;
  /** Seconds of the lease, where its grant is not recorded. */
  readonly ttl?: number;
}

/**
 * One holding of a lock, or of a leadership, by whatever implementation. It believes to hold until it gives it up or
 * is told otherwise.
 */
export abstract class Holding {
  protected owned: Owned | undefined;

  constructor(
    protected readonly client: LockClient,
    protected readonly lock: string,
  ) {}

  /** Writes what the lock is to protect; not where it knows that it does not hold the lock. */
  async work(fenced: boolean): Promise<void> {
    const { client, lock, owned } = this;
    if (owned === undefined) {
      return;
    }
    client.note({ lock, state: 'works', ...owned });
    const value = `${owned.key.slice(lockKeys.queue(lock).key.length)} ${client.unique()}`;
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
      this.stop('a fenced write was refused');
    }
  }

  /** Gives the lock up: from here on it does not believe to hold it, whenever etcd hears of that. */
  async release(): Promise<void> {
    const { client, lock, owned } = this;
    if (owned !== undefined) {
      client.note({ lock, state: 'released', ...owned });
    }
    await this.end();
  }

  /** Gives everything up as its program exits; whoever asked it to exit has noted that already. */
  async end(): Promise<void> {
    this.owned = undefined;
    await this.giveUp();
  }

  protected abstract giveUp(): Promise<void>;

  protected hold(owned: Owned): void {
    this.owned = owned;
    this.client.note({ lock: this.lock, state: 'holds', ...owned });
  }

  /** Its implementation told it that its lease or key is gone. */
  protected lose(why: string): void {
    this.client.note({ lock: this.lock, state: 'lost' });
    this.stop(why);
  }

  /** What it found out by itself stops it as well. */
  protected stop(why: string): void {
    this.owned = undefined;
    say({ lost: this.lock, why });
  }
}
