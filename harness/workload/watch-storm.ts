import { setTimeout as pause } from 'node:timers/promises';
import { CALL_DEADLINE } from './load';
import type { PassingWatchesOptions } from './passing-watches';
import { SharedStream } from './shared-stream';
import { stormKey } from './traffic/storm-keys';

/** Watches that a stream gets, and how many of them at a time. */
const WATCHES = 200;
const AT_ONCE = 20;
const FAR = 500;
const AHEAD = 20;
/** Milliseconds between batches and requests for progress, and before a member that is out of reach is tried again. */
const PAUSE = 100;
/** A stream's watches have numbers of their own, far from those of passing watches. */
const FIRST_NUMBER = 500_000_000;

/**
 * On every member one stream after another that carries hundreds of watches: of single keys, from revisions of the past,
 * of now, and to come, with requests for progress in between.
 */
export class WatchStorm {
  private readonly stopping = new AbortController();
  private readonly working: Promise<unknown>;
  private watches = FIRST_NUMBER;

  constructor(private readonly options: Omit<PassingWatchesOptions, 'spans'>) {
    this.working = Promise.all(options.cluster.members.map(({ name }) => this.work(name)));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  private async work(member: string): Promise<void> {
    const { journal, numbers, cluster } = this.options;
    while (!this.stopping.signal.aborted) {
      const endpoint = cluster.network.clientEndpoint(member);
      const identity = {
        ...{ client: numbers.next(), member, endpoint, deadline: CALL_DEADLINE },
        ...{ role: 'traffic' as const, scope: 'watch-storm' },
      };
      const stream = await SharedStream.open(identity, journal, () => (this.watches += 1)).catch(
        // Out of reach; it is tried again.
        () => undefined,
      );
      if (stream !== undefined) {
        await this.fill(stream);
        stream.close();
      }
      await pause(PAUSE);
    }
  }

  private async fill(stream: SharedStream): Promise<void> {
    const { recorded } = this.options;
    const random = this.options.random.fork();
    for (let made = 0; made < WATCHES && stream.isOpen && !this.stopping.signal.aborted; made += AT_ONCE) {
      for (let i = 0; i < AT_ONCE; i += 1) {
        const from = Math.max(1, recorded() + random.integer(-FAR, AHEAD));
        stream.watch({ key: stormKey(random), from, prev: random.oneIn(2) });
      }
      await pause(PAUSE);
      stream.requestProgress();
      await pause(PAUSE);
    }
  }
}
