import { setTimeout as pause } from 'node:timers/promises';
import type { Journal } from '../journal/journal';

/** Calls that are begun whenever one is due, however many are unanswered; each is told when it was due. */
export class PacedCalls {
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly working: Promise<void>;

  /** @param every microseconds between two of them, the first of which comes after as much */
  constructor(
    private readonly journal: Pick<Journal, 'clock'>,
    private readonly every: number,
    private readonly call: (due: number, count: number) => Promise<unknown>,
  ) {
    this.working = this.work();
    // Whatever it is, `stop` tells; until then it is nobody's.
    this.working.catch(() => undefined);
  }

  /** No more of them; resolves when each has had its answer. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
    await Promise.all(this.underWay);
  }

  private async work(): Promise<void> {
    const { journal, every } = this;
    let count = 0;
    for (let due = journal.clock() + every; ; due += every) {
      await pause(Math.max(0, Math.ceil((due - journal.clock()) / 1000)));
      if (this.stopping.signal.aborted) {
        return;
      }
      const call = this.call(Math.round(due), count);
      count += 1;
      this.underWay.add(call);
      void call.then(
        () => this.underWay.delete(call),
        // It stays, so that `stop` tells.
        () => undefined,
      );
    }
  }
}
