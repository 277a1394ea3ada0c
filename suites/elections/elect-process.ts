import { spawn, type ChildProcess } from 'node:child_process';
import type { HolderExit } from '../locks/holder-process';
import { lockKeys } from '../locks/lock-keys';
import { WholeLines } from '../whole-lines';
import type { Trial } from '../trial';
import { prepared, Unanswered } from '../unanswered';

const ENDS_WITHIN = 10_000;

/** What etcdctl prints of a leader: its key, and the value that it proposed. */
interface Printed {
  readonly key: string;
  readonly value: string;
}

/** One `etcdctl elect`: a candidate, or with no proposal somebody who listens. */
export class ElectProcess {
  readonly printed: Printed[] = [];
  private readonly child: ChildProcess;
  private exit: HolderExit | undefined;

  /** @throws Unanswered where the run has no etcdctl */
  constructor(
    private readonly trial: Trial,
    election: string,
    turn: number,
    proposal?: string,
  ) {
    const { etcdctl } = trial.arena;
    if (etcdctl === undefined) {
      throw new Unanswered('there is no etcdctl beside this etcd');
    }
    const role = proposal === undefined ? ['--listen'] : [proposal];
    const words = ['elect', lockKeys.name(election), ...role, `--endpoints=${trial.member(turn).endpoint}`];
    this.child = spawn(etcdctl, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.child.once('exit', (code, signal) => (this.exit = { code, signal }));
    const lines = new WholeLines();
    let key: string | undefined;
    this.child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      for (const line of lines.take(piece)) {
        if (key === undefined) {
          key = line;
        } else {
          this.printed.push({ key, value: line });
          key = undefined;
        }
      }
    });
    trial.atEnd(() => this.child.kill('SIGKILL'));
  }

  /** As an operator's Ctrl-C: a candidate resigns, and ends. */
  async interrupt(): Promise<HolderExit> {
    this.child.kill('SIGINT');
    return this.ended();
  }

  /** Waits until it has ended by itself. */
  ended(): Promise<HolderExit> {
    return prepared(this.trial.journal.until(() => this.exit, 'etcdctl elect to end', ENDS_WITHIN));
  }
}
