import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import type { Journal } from '../journal/journal';

const SAMPLE_EVERY = 1_000;

/** Samples how late the harness's own event loop runs: what it is late, no latency in the journal can be told from. */
export class EventLoopLag {
  private readonly histogram: IntervalHistogram;
  private readonly timer: NodeJS.Timeout;

  constructor(journal: Journal) {
    this.histogram = monitorEventLoopDelay({ resolution: 10 });
    this.histogram.enable();
    this.timer = setInterval(() => {
      const value = Math.round(this.histogram.max / 1e6);
      this.histogram.reset();
      journal.write({ type: 'sample', t: journal.clock(), name: 'event-loop-lag', value });
    }, SAMPLE_EVERY);
  }

  close(): void {
    clearInterval(this.timer);
    this.histogram.disable();
  }
}
