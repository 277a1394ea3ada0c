import type { Journal } from '../journal/journal';

const TICK_EVERY = 20;
const SAMPLE_EVERY = 1_000;

/**
 * Samples how late the harness's own event loop runs: what it is late, no latency in the journal can be told from.
 * (Node's own histogram loses a stall at whose end it is read and reset before its tick comes.)
 */
export class EventLoopLag {
  private readonly ticking: NodeJS.Timeout;
  private readonly sampling: NodeJS.Timeout;
  private ticked: number;
  private longest = 0;

  /** @param now milliseconds on a monotonic clock */
  constructor(
    journal: Journal,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.ticked = now();
    this.ticking = setInterval(() => this.tick(), TICK_EVERY);
    this.sampling = setInterval(() => {
      // After a stall this timer may come before the other one.
      this.tick();
      const value = Math.round(this.longest);
      this.longest = 0;
      journal.write({ type: 'sample', t: journal.clock(), name: 'event-loop-lag', value });
    }, SAMPLE_EVERY);
  }

  close(): void {
    clearInterval(this.ticking);
    clearInterval(this.sampling);
  }

  private tick(): void {
    const now = this.now();
    this.longest = Math.max(this.longest, now - this.ticked - TICK_EVERY);
    this.ticked = now;
  }
}
