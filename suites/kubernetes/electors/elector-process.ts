import { spawn, type ChildProcess } from 'node:child_process';
import { JournalRecord, type RecordOf } from '../../../harness/journal/record';
import { compiled } from '../../../harness/package/root';
import { until } from '../../../harness/time/until';
import { isStopped } from '../../is-stopped';
import type { Trial } from '../../trial';
import { prepared } from '../../unanswered';
import { WholeLines } from '../../whole-lines';
import type { ElectorIdentity } from './elector-identity';

const ELECTOR = compiled('suites/kubernetes/electors/elector-main');
const ENDS_WITHIN = 15_000;

type Note = RecordOf<'elector'>;

/** An elector, seen from the experiment that starts it and ends it. */
export class ElectorProcess {
  private readonly child: ChildProcess;
  private isOver = false;
  private failure: Error | undefined;

  constructor(
    private readonly trial: Trial,
    readonly identity: ElectorIdentity,
  ) {
    this.child = spawn(process.execPath, [ELECTOR, JSON.stringify(identity)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const over = new Promise<void>((resolve) => {
      this.child.once('error', (error) => (this.failure = error));
      this.child.once('close', () => {
        this.isOver = true;
        resolve();
      });
    });
    this.listen();
    trial.atEnd(() => {
      this.child.kill('SIGKILL');
      return over;
    });
  }

  /** What it noted so far. */
  notes(state: Note['state']): Note[] {
    const { elector } = this.identity;
    return this.trial.journal
      .of('elector')
      .filter((note) => note.elector === elector && note.state === state);
  }

  /** @throws whatever made it end that nobody had meant to */
  check(): void {
    if (this.failure !== undefined) {
      throw this.failure;
    }
    if (this.isOver && this.notes('ended').length === 0) {
      throw new Error(`${this.identity.elector} ended unasked: ${this.exit}`);
    }
  }

  /** Written down just before it is ended in this way. */
  noteEnd(how: NonNullable<Note['how']>): void {
    this.note({ state: 'ended', how });
  }

  /** SIGKILL, and wait until it is gone. @returns what is known of its end */
  kill(): Promise<string> {
    this.child.kill('SIGKILL');
    return this.ended();
  }

  /** SIGTERM, upon which it lets others lead, and ends. @returns what is known of its end */
  stop(): Promise<string> {
    this.child.kill('SIGTERM');
    return this.ended();
  }

  /** SIGSTOP, and wait until the kernel says so. @returns that */
  async freeze(): Promise<string> {
    this.child.kill('SIGSTOP');
    await prepared(
      until(() => isStopped(this.child), {
        ...{ within: ENDS_WITHIN, what: `${this.identity.elector} to be stopped` },
      }),
    );
    return 'in state T';
  }

  /** SIGCONT. */
  thaw(): void {
    this.note({ state: 'thawed' });
    this.child.kill('SIGCONT');
  }

  private async ended(): Promise<string> {
    await prepared(
      until(() => this.isOver, { within: ENDS_WITHIN, what: `${this.identity.elector} to be gone` }),
    );
    return this.exit;
  }

  private get exit(): string {
    return this.child.signalCode ?? `code ${String(this.child.exitCode)}`;
  }

  private note(event: Pick<Note, 'state' | 'how'>): void {
    const { journal } = this.trial;
    const { elector, lease, node } = this.identity;
    journal.write({
      ...{ type: 'elector', t: journal.clock(), lease: `leases/default/${lease}`, elector, node },
      ...event,
    });
  }

  private listen(): void {
    const lines = new WholeLines();
    this.child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      try {
        lines
          .take(piece)
          .forEach((line) => this.trial.journal.write(JournalRecord.parse(JSON.parse(line) as unknown)));
      } catch (error) {
        this.failure ??= error as Error;
        this.child.kill('SIGKILL');
      }
    });
  }
}
