import type { ElectionObserver } from 'etcd3';
import { etcdClient } from '../../harness/cluster/etcd-client';
import { CALL_DEADLINE } from '../../harness/workload/load';
import { npmElectionOf } from '../locks/kinds/npm-election-of';
import type { Trial } from '../trial';
import { Unanswered } from '../unanswered';

const WITHIN = 10_000;

/** Somebody who looks on by the npm client, which tells no more of a leader than its value. */
export class NpmObserver {
  readonly told: string[] = [];
  private broken: Error | undefined;

  private constructor(
    private readonly trial: Trial,
    observer: ElectionObserver,
  ) {
    observer.on('change', (value) => {
      if (value !== undefined) {
        this.told.push(value);
      }
    });
    observer.on('error', (error) => (this.broken = error));
  }

  /** To be called before anybody campaigns. */
  static async open(trial: Trial, election: string): Promise<NpmObserver> {
    const etcd = etcdClient(trial.member(2).endpoint, CALL_DEADLINE);
    const observer = await npmElectionOf(etcd, election, 60).observe();
    trial.atEnd(async () => {
      await observer.cancel();
      etcd.close();
    });
    return new NpmObserver(trial, observer);
  }

  /** Waits until it was told of so many leaders. */
  async sees(count: number): Promise<void> {
    await this.trial.journal.until(
      () => {
        if (this.broken !== undefined) {
          throw new Unanswered(`the observer gave up: ${this.broken.message}`);
        }
        return this.told.length >= count;
      },
      `the npm client's observer to be told of leader ${count}`,
      WITHIN,
    );
  }
}
