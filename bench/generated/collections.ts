import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Hears of every pause of V8's collector. With `--single-threaded-gc` there is nothing of it beside its pauses. */
export class Collections {
  private readonly pauses: Stretch[] = [];
  private readonly observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      this.pauses.push({ from: startTime, to: startTime + duration });
    }
  });

  constructor() {
    this.observer.observe({ entryTypes: ['gc'] });
  }

  /** Seconds that the pauses so far took which began outside all of these stretches, which are in their order. */
  async outside(stretches: readonly Stretch[]): Promise<number> {
    // They are told on a later turn of the loop.
    await setImmediate();
    await setImmediate();
    let next = 0;
    let milliseconds = 0;
    for (const { from, to } of this.pauses) {
      while ((stretches[next]?.to ?? Infinity) < from) {
        next += 1;
      }
      milliseconds += from < (stretches[next]?.from ?? Infinity) ? to - from : 0;
    }
    return milliseconds / 1_000;
  }

  stop(): void {
    this.observer.disconnect();
  }
}
