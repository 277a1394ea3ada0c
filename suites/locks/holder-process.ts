import { spawn, type ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { RecordOf } from '../../harness/journal/record';
import { compiled } from '../../harness/package/root';
import { until } from '../../harness/time/until';
import type { Trial } from '../trial';
import { isStopped } from '../is-stopped';
import { underEtcdctl } from './kinds/under-etcdctl';
import { prepared, Unanswered } from '../unanswered';
import { HolderLine, type HolderCommand, type HolderIdentity } from './holder-protocol';
import { minimumTtl } from '../../harness/cluster/minimum-ttl';
import { OpenWatches } from './open-watches';
import { WholeLines } from '../whole-lines';

const HOLDER = compiled('suites/locks/holder-main');
/** Client numbers of a holder: its own, and one for each time that it watches a queue. */
const CLIENTS = 20;
const LEAVES_WITHIN = 20_000;
const ENDS_WITHIN = 5_000;

type Token = Extract<HolderLine, { token: unknown }>['token'];

/** What a holder gets its lock by; etcdctl has to know the lock as it is started. */
export interface Implementation {
  readonly kind: NonNullable<HolderIdentity['kind']>;
  readonly lock: string;
}

export interface HolderExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A lock's holder, seen from the experiment that starts it and ends it. */
export class HolderProcess {
  readonly identity: HolderIdentity;
  /** What it said it had lost, in its words. */
  readonly lost: string[] = [];
  /** What etcdctl handed to it, where it is the command that etcdctl runs. */
  token: Token | undefined;
  private readonly child: ChildProcess;
  private readonly watches = new OpenWatches();
  /** Where it listens for commands. */
  private readonly ear: Writable | null | undefined;
  private readonly over: Promise<void>;
  private exit: HolderExit | undefined;
  private failure: Error | undefined;
  /** Set once the experiment has ended it: whatever becomes of it then is no surprise. */
  private ended = false;

  constructor(
    private readonly trial: Trial,
    name: string,
    member: string,
    endpoint: string,
    as?: Implementation,
  ) {
    const { epoch, timers } = trial.arena;
    this.identity = {
      holder: `${name}-${trial.name}`,
      ...(as === undefined ? {} : { kind: as.kind }),
      member,
      endpoint,
      firstClient: trial.reserveClients(CLIENTS),
      clients: CLIENTS,
      scope: trial.scope,
      epoch,
      ttl: minimumTtl(timers),
    };
    const words = [process.execPath, HOLDER, JSON.stringify(this.identity)] as const;
    this.child =
      as?.kind === 'etcdctl'
        ? underEtcdctl(trial.arena.etcdctl, { lock: as.lock, endpoint, ttl: this.identity.ttl }, words)
        : spawn(words[0], words.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
    this.ear = as?.kind === 'etcdctl' ? (this.child.stdio[3] as Writable) : this.child.stdin;
    this.over = new Promise((resolve) => {
      this.child.once('error', (error) => this.fail(error));
      this.child.once('exit', (code, signal) => (this.exit = { code, signal }));
      this.child.once('close', () => {
        this.watches.closeAll(trial.journal);
        resolve();
      });
    });
    // Commands to one that was killed meanwhile go nowhere; that it is gone shows in its exit.
    this.ear?.on('error', () => undefined);
    this.listen();
    trial.atEnd(async () => {
      await this.kill();
      // A command that outlived its etcdctl goes when nobody is there to tell it anything.
      this.ear?.end();
      await this.over;
    });
  }

  /** What it noted of a lock so far. */
  notes(lock: string, state: RecordOf<'lock'>['state']): RecordOf<'lock'>[] {
    const mine = (note: RecordOf<'lock'>) => note.lock === lock && note.holder === this.identity.holder;
    return this.trial.journal.of('lock').filter((note) => mine(note) && note.state === state);
  }

  tell(command: HolderCommand): void {
    this.ear?.write(`${JSON.stringify(command)}\n`);
  }

  /** Notes that it is now ended in this way, just before that is done. */
  noteEnd(lock: string, how: NonNullable<RecordOf<'lock'>['how']>): void {
    this.ended = true;
    this.note(lock, { state: 'ended', how });
  }

  /** From here on it is no surprise if it learns that it holds nothing. */
  expectLoss(): void {
    this.ended = true;
  }

  /** SIGKILL, and wait until it is gone; a command that etcdctl ran goes on. */
  async kill(): Promise<HolderExit> {
    this.ended = true;
    this.child.kill('SIGKILL');
    return this.exited(ENDS_WITHIN);
  }

  /** SIGSTOP, and wait until the kernel says so. */
  async freeze(): Promise<void> {
    this.child.kill('SIGSTOP');
    await prepared(
      until(() => this.isFrozen(), {
        within: ENDS_WITHIN,
        what: `${this.identity.holder} to be stopped`,
      }),
    );
  }

  /** Whether the kernel has it stopped. */
  isFrozen(): boolean {
    return isStopped(this.child);
  }

  /** SIGCONT; what it was told meanwhile waits in its pipe. */
  thaw(lock: string): void {
    this.note(lock, { state: 'thawed' });
    this.child.kill('SIGCONT');
  }

  /** Lets it give everything up and exit by itself. */
  async leave(): Promise<HolderExit> {
    this.ended = true;
    this.ear?.end();
    const exit = await this.exited(LEAVES_WITHIN);
    await this.over;
    return exit;
  }

  /**
   * Makes sure that it is still part of the experiment.
   * @throws Unanswered where it lost its lease though nobody had ended it: then too few of its calls went through;
   * and where somebody else killed it
   */
  check(): void {
    if (this.failure !== undefined) {
      throw this.failure;
    }
    if (!this.ended && this.exit !== undefined) {
      const words = `${this.identity.holder} ended unasked: ${JSON.stringify(this.exit)}`;
      throw this.exit.signal === null ? new Error(words) : new Unanswered(words);
    }
    if (!this.ended && this.lost.length > 0) {
      throw new Unanswered(`${this.identity.holder} could not keep its lease (${this.lost.join(', ')})`);
    }
  }

  private exited(within: number): Promise<HolderExit> {
    return prepared(until(() => this.exit, { within, what: `${this.identity.holder} to be gone` }));
  }

  private note(lock: string, event: Pick<RecordOf<'lock'>, 'state' | 'how'>): void {
    const { journal } = this.trial;
    const { holder, kind } = this.identity;
    const of = kind === undefined ? {} : { kind };
    journal.write({ type: 'lock', t: journal.clock(), lock, holder, ...of, ...event });
  }

  private listen(): void {
    const lines = new WholeLines();
    this.child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      try {
        lines.take(piece).forEach((line) => this.hear(HolderLine.parse(JSON.parse(line))));
      } catch (error) {
        this.fail(error as Error);
      }
    });
  }

  private hear(line: HolderLine): void {
    if ('record' in line) {
      this.watches.see(line.record);
      this.trial.journal.write(line.record);
    } else if ('token' in line) {
      this.token = line.token;
    } else {
      this.lost.push(line.why);
    }
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.child.kill('SIGKILL');
  }
}
