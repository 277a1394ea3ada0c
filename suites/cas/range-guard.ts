import type { Compare } from '../../harness/journal/request';
import type { RecordingClient } from '../../harness/workload/recording-client';
import { answerTo } from '../answers';

/** Acts outside of a range of keys under guards over that range. */
export class RangeGuard {
  /** The first key beyond the range. */
  readonly end: string;

  /**
   * @param prefix with a slash at its end
   * @param outcome the key that an act changes, outside of the range
   */
  constructor(
    private readonly client: RecordingClient,
    private readonly prefix: string,
    private readonly outcome: string,
    private readonly unique: () => string,
  ) {
    this.end = `${prefix.slice(0, -1)}0`;
  }

  key(name: string): string {
    return `${this.prefix}${name}`;
  }

  /** A key that sorts before every key of the range, with nothing of ours between. */
  get justBefore(): string {
    return `${this.prefix.slice(0, -1)}.~`;
  }

  guard(target: Compare['target'], is: Compare['is'], to: Compare['to']): Compare {
    return { key: this.prefix, end: this.end, target, is, to };
  }

  /** The guard of somebody who saw the range at this revision. */
  unchangedSince(revision: number): Compare[] {
    return [this.guard('mod', '<', revision + 1)];
  }

  /** The revision at which the range is read. */
  async revision(): Promise<number> {
    const { prefix: key, end } = this;
    return answerTo('range', await this.client.perform({ range: { key, end } })).revision;
  }

  /** @throws Unanswered where etcd did not say */
  async act(guards: readonly Compare[]): Promise<'done' | 'stopped'> {
    const { outcome: key } = this;
    const then = [{ put: { key, value: this.unique() } }];
    const outcome = await this.client.perform({ txn: { if: [...guards], then, else: [] } });
    return answerTo('txn', outcome).succeeded ? 'done' : 'stopped';
  }
}
