import type { ProgressEvent } from '../../progress/event';
import type { Terminal } from '../terminal';
import { LineView } from './line-view';
import { SpinnerView } from './spinner-view';

/** Shows a run's progress to a person. */
export interface ProgressView {
  show(event: ProgressEvent): void;
  /** Call however the run ended; nothing is shown afterwards. `done`: the last phase finished. */
  end(how: 'done' | 'stopped'): void;
}

/** A spinner for a person at a terminal, plain lines for CI and files. */
export const progressView = (terminal: Terminal): ProgressView =>
  terminal.isTTY ? new SpinnerView(terminal) : new LineView(terminal);
