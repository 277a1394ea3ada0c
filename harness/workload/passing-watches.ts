import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster';
import type { Journal } from '../journal/journal';
import type { ClientNumbers } from './client-numbers';
import { CALL_DEADLINE } from './load';
import type { Random } from './random';
import { Watcher, type WatchSpec } from './watcher';

/** A watch's number is its client's, times this, and its own count. */
const WATCHES_A_CLIENT = 1000;
const FAR_BACK = 200;
/** Milliseconds that a watch stays. */
const STAYS = [300, 1_500] as const;

type Span = Pick<WatchSpec, 'key' | 'end'>;

export interface PassingWatchesOptions {
  readonly cluster: Cluster;
  readonly journal: Journal;
  readonly numbers: ClientNumbers;
  readonly random: Random;
  /** What they watch, one of these at a time. */
  readonly spans: readonly [Span, ...Span[]];
  /** The revision that every recorder has seen. */
  readonly recorded: () => number;
}

/**
 * Watches that come and go on every member, one at a time: of some keys, from a revision of a moment ago or the
 * next one, with or without the state before. What recorders do not do.
 */
export class PassingWatches {
  private readonly stopping = new AbortController();
  private readonly working: Promise<unknown>;

  constructor(private readonly options: PassingWatchesOptions) {
    this.working = Promise.all(options.cluster.members.map(({ name }) => this.work(name)));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  private async work(member: string): Promise<void> {
    const { journal, numbers, cluster, recorded } = this.options;
    const random = this.options.random.fork();
    while (!this.stopping.signal.aborted) {
      const client = numbers.next();
      const spec: WatchSpec = {
        ...random.pick(this.options.spans),
        from: Math.max(1, recorded() + 1 - random.integer(0, FAR_BACK)),
        prev: random.oneIn(2),
      };
      let watches = client * WATCHES_A_CLIENT;
      const endpoint = cluster.network.clientEndpoint(member);
      const watcher = new Watcher(
        { client, member, endpoint, role: 'traffic', scope: 'watches', deadline: CALL_DEADLINE },
        spec,
        journal,
        () => (watches += 1),
      );
      await pause(random.integer(...STAYS));
      await watcher.close();
    }
  }
}
