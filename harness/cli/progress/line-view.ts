import type { ProgressEvent } from '../../progress/event';
import type { Terminal } from '../terminal';
import type { ProgressView } from './view';
import { words } from './words';

/** Rates say little and come often; one in this many milliseconds keeps a CI log readable. */
const RATE_EVERY = 10_000;

/** A line an event, without cursor movement and without a time: a CI log has its own. */
export class LineView implements ProgressView {
  private lastRate = -Infinity;

  constructor(private readonly terminal: Terminal) {}

  show(event: ProgressEvent): void {
    if (event.kind === 'rate' && !this.rateIsDue()) {
      return;
    }
    this.terminal.line(event.kind === 'phase' ? `> ${words(event)}` : `  ${words(event)}`);
  }

  end(): void {
    // Every line is written already; how the run ended is for the verdict to say.
  }

  private rateIsDue(): boolean {
    const now = performance.now();
    const due = now - this.lastRate >= RATE_EVERY;
    if (due) {
      this.lastRate = now;
    }
    return due;
  }
}
