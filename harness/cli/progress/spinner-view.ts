import { createColors } from 'picocolors';
import { printable } from '../../../reports/printable';
import type { ProgressEvent, ProgressOf } from '../../progress/event';
import type { Terminal } from '../terminal';
import type { ProgressView } from './view';
import { duration, faultName, words } from './words';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const FRAME_MS = 80;
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_LINE = '\r\u001b[2K';

/** A phase that goes on; times are of performance.now(). */
interface Running {
  readonly name: string;
  detail: string;
  readonly since: number;
}

/**
 * One line that redraws itself while a phase goes on; finished phases and whatever a person should keep stay
 * above it. The cursor is hidden only while the line is there, and shown again even if the process exits
 * without a word.
 */
export class SpinnerView implements ProgressView {
  private running: Running | undefined;
  private rate: string | undefined;
  private readonly faults = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private frame = 0;
  private readonly restore = (): void => this.terminal.raw(`${CLEAR_LINE}${SHOW_CURSOR}`);

  constructor(private readonly terminal: Terminal) {}

  show(event: ProgressEvent): void {
    switch (event.kind) {
      case 'phase':
        this.finishPhase('done');
        this.running = { name: event.name, detail: event.detail, since: performance.now() };
        break;
      case 'step':
        this.showStep(event);
        break;
      case 'fault':
        this.showFault(event);
        break;
      case 'note':
        this.keep(`  ${words(event)}`);
        break;
      case 'rate':
        this.rate = words(event);
        break;
    }
    this.start();
    this.draw();
  }

  end(how: 'done' | 'stopped'): void {
    this.finishPhase(how);
    if (this.timer !== undefined) {
      clearInterval(this.timer);
      this.timer = undefined;
      process.off('exit', this.restore);
      this.restore();
    }
  }

  private start(): void {
    if (this.timer !== undefined) {
      return;
    }
    this.terminal.raw(HIDE_CURSOR);
    process.once('exit', this.restore);
    this.timer = setInterval(() => {
      this.frame += 1;
      this.draw();
    }, FRAME_MS).unref();
  }

  private showStep(event: ProgressOf<'step'>): void {
    if (event.state === 'done') {
      this.keep(`  ${words(event)}`);
    } else if (this.running !== undefined) {
      this.running.detail = words(event);
    }
  }

  private showFault(event: ProgressOf<'fault'>): void {
    const name = faultName(event);
    if (event.state === 'healed') {
      this.faults.delete(name);
    } else {
      this.faults.set(name, event.state);
    }
    if (event.state === 'unproven') {
      this.keep(createColors(this.terminal.look.colours).yellow(`  ${words(event)}`));
    }
  }

  private finishPhase(how: 'done' | 'stopped'): void {
    if (this.running === undefined) {
      return;
    }
    const paint = createColors(this.terminal.look.colours);
    const { name, since } = this.running;
    const took = duration((performance.now() - since) / 1000);
    const mark = how === 'done' ? paint.green('✔') : paint.red('✖');
    this.running = undefined;
    this.keep(`${mark} ${printable(name, 60)} ${paint.dim(how === 'done' ? took : `stopped after ${took}`)}`);
  }

  /** Writes a line that stays, above the one that redraws itself. */
  private keep(line: string): void {
    this.terminal.raw(this.timer === undefined ? '' : CLEAR_LINE);
    this.terminal.line(line);
  }

  private draw(): void {
    if (this.running === undefined) {
      return;
    }
    const { name, detail, since } = this.running;
    const parts = [
      `${FRAMES[this.frame % FRAMES.length] ?? ''} ${name} ${duration((performance.now() - since) / 1000)}`,
      detail,
      [...this.faults.keys()].join(', '),
      this.rate ?? '',
    ].filter((part) => part !== '');
    // One column short, since a full line makes some terminals wrap, and then it cannot be cleared.
    this.terminal.raw(CLEAR_LINE + printable(parts.join(' · '), this.terminal.look.columns - 1));
  }
}
