import type { LOCK_KINDS, ELECTION_KINDS, RecordOf } from '../../harness/journal/record';
import { WaitedInVain } from '../../harness/time/until';
import { answerTo } from '../answers';
import type { KeyEvent } from '../key-events';
import type { ObservedWatch } from '../observed-watch';
import type { Trial } from '../trial';
import { prepared } from '../unanswered';
import { HolderProcess, type HolderExit } from './holder-process';
import { isOwnership, lockKeys } from './lock-keys';

/** Implementations whose holders run as processes of ours, or as commands of theirs. */
export type Kind = (typeof LOCK_KINDS)[number] | Exclude<(typeof ELECTION_KINDS)[number], 'etcdctl-elect'>;

const BEGINS_WITHIN = 20_000;
/** Milliseconds; far above any bound, which the journal is judged by. */
const RELEASED_WITHIN = 40_000;
const SEEN_WITHIN = 10_000;

/** What three holders of one lock, one after another, showed of its implementation. */
export interface Life {
  readonly lock: string;
  readonly holders: readonly [killed: HolderProcess, leaving: HolderProcess, bereft: HolderProcess];
  readonly holds: readonly RecordOf<'lock'>[];
  /** What a client at another member saw of the lock's keys. */
  readonly events: readonly KeyEvent[];
  readonly exits: { readonly killed: HolderExit; readonly leaving: HolderExit; readonly bereft: HolderExit };
  /** What each fenced write after the loss of the lock came to. */
  readonly lateWrites: readonly boolean[];
}

/**
 * The life of a lock: one holds and is killed, the next one works and gives it up, the third one's lease is revoked
 * behind its back and it works on. Those who wait do so by whatever their implementation has for it.
 */
export class LockLife {
  readonly lock: string;
  private readonly watch: ObservedWatch;
  private readonly started: HolderProcess[] = [];

  constructor(
    private readonly trial: Trial,
    private readonly kind: Kind,
  ) {
    this.lock = `${trial.name}-${kind}`;
    // The session recipe is ours, and every one of its calls is recorded.
    if (kind !== 'session') {
      trial.declareOutside(kind, lockKeys.queue(this.lock));
    }
    this.watch = trial.watch(trial.member(1), lockKeys.span(this.lock));
  }

  /** @param step called whenever somebody has come to hold it, before anything else is done to it */
  async live(step: (holds: RecordOf<'lock'>) => Promise<void> = () => Promise.resolve()): Promise<Life> {
    const { trial, lock } = this;
    const killed = await this.begin('first', 0);
    await step(await this.holds(killed));
    const leaving = await this.begin('second', 1);
    const bereft = await this.begin('third', 2);
    await this.work(killed, 1);

    killed.noteEnd(lock, 'kill');
    const killedExit = await killed.kill();
    await step(await this.follows(leaving, killed));
    await this.work(leaving, 2);
    await this.outlived(killed);

    leaving.expectLoss();
    leaving.tell({ release: lock });
    const leavingExit = await leaving.leave();
    await step(await this.follows(bereft, leaving));
    await this.work(bereft, 3);

    bereft.expectLoss();
    const { lease = '' } = first(bereft.notes(lock, 'holds'));
    answerTo('revoke', await trial.client(trial.member(0)).perform({ revoke: { lease } }));
    await this.gone(bereft);
    await this.isTold(bereft);
    await this.workLate(bereft);
    const bereftExit = await bereft.leave();
    return {
      lock,
      holders: [killed, leaving, bereft],
      holds: [killed, leaving, bereft].map((holder) => first(holder.notes(lock, 'holds'))),
      events: this.watch.events(),
      exits: { killed: killedExit, leaving: leavingExit, bereft: bereftExit },
      lateWrites: this.lateWrites([killed, bereft]),
    };
  }

  /** Starts one, and waits until it holds, queues, or was refused at once. */
  private async begin(name: string, turn: number): Promise<HolderProcess> {
    const { trial, kind, lock } = this;
    const { name: member, endpoint } = trial.member(turn);
    const holder = new HolderProcess(trial, `${kind}-${name}`, member, endpoint, { kind, lock });
    this.started.push(holder);
    holder.tell({ acquire: lock });
    const queued = this.created();
    await prepared(
      this.wait(
        () => this.created() > queued || holder.notes(lock, 'refused').length > 0,
        `${kind} ${name} to queue up or to be refused`,
        BEGINS_WITHIN,
      ),
    );
    return holder;
  }

  private holds(holder: HolderProcess): Promise<RecordOf<'lock'>> {
    const { lock } = this;
    return this.wait(
      () => holder.notes(lock, 'holds')[0],
      `${holder.identity.holder} to hold the lock`,
      RELEASED_WITHIN,
    );
  }

  /** Waits until the one after another holds; one that had been refused asks again once the key is gone. */
  private async follows(next: HolderProcess, before: HolderProcess): Promise<RecordOf<'lock'>> {
    const { lock } = this;
    if (next.notes(lock, 'refused').length > 0) {
      await this.gone(before);
      next.tell({ acquire: lock });
    }
    return this.holds(next);
  }

  private async work(holder: HolderProcess, writes: number): Promise<void> {
    holder.tell({ work: this.lock, fenced: true });
    const fenced = lockKeys.fenced(this.lock);
    await this.trial.journal.toSee(
      () => this.watch.events().filter(({ key }) => key === fenced).length === writes,
      `write ${writes} under ${this.lock}`,
      SEEN_WITHIN,
    );
  }

  /** The command of a killed etcdctl goes on, and does not know better. */
  private async outlived(killed: HolderProcess): Promise<void> {
    if (this.kind === 'etcdctl') {
      await this.workLate(killed);
      await killed.leave();
    }
  }

  /** Waits as long as an implementation that looks after its lease may take to hear of its loss. */
  private async isTold({ identity, lost }: HolderProcess): Promise<void> {
    const within = (identity.ttl + 1) * 1000;
    await this.trial.journal
      .until(() => lost.length > 0, `${identity.holder} to be told`, within)
      .catch((error: unknown) => {
        if (!(error instanceof WaitedInVain)) {
          throw error;
        }
      });
  }

  /** Lets one work that believes to hold what it has lost; one that was told does not try. */
  private async workLate(holder: HolderProcess): Promise<void> {
    holder.tell({ work: this.lock, fenced: true });
    await this.trial.journal.toSee(
      () => holder.lost.length > 0,
      `${holder.identity.holder} to be stopped`,
      SEEN_WITHIN,
    );
  }

  /** Answers to writes under the guard that their holders made after they had lost the lock. */
  private lateWrites(holders: readonly HolderProcess[]): boolean[] {
    const { journal } = this.trial;
    return holders.flatMap((holder) => {
      const { firstClient } = holder.identity;
      const answers = journal
        .of('ok')
        .filter(({ op, response }) => op.startsWith(`${firstClient}.`) && 'txn' in response)
        .map(({ response }) => 'txn' in response && response.txn.succeeded);
      // The first one was made while it held the lock, but for a session's own, which queued it up.
      return answers.slice(this.kind === 'session' ? 2 : 1);
    });
  }

  private created(): number {
    return this.watch
      .events()
      .filter((event) => event.is === 'put' && event.kv.version === 1 && isOwnership(this.lock, event.key))
      .length;
  }

  /** Waits until the watch has shown that what a holder owned is gone. */
  private async gone(holder: HolderProcess): Promise<void> {
    const { key, create = 0 } = first(holder.notes(this.lock, 'holds'));
    await this.wait(
      () =>
        this.watch.events().some((event) => event.is === 'delete' && event.key === key && event.mod > create),
      `${String(key)} to be gone`,
      RELEASED_WITHIN,
    );
  }

  private wait<T>(look: () => T | undefined | false, what: string, within: number): Promise<T> {
    return this.trial.journal.until(
      () => {
        this.started.forEach((holder) => holder.check());
        return look();
      },
      what,
      within,
    );
  }
}

function first<T>(notes: readonly T[]): T {
  const [note] = notes;
  if (note === undefined) {
    throw new Error('a note that was waited for is not there');
  }
  return note;
}
