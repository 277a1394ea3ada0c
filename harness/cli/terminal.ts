import type { Look } from '../../reports/criteria-table';
import { printable } from '../../reports/printable';

/** The part of a write stream that a terminal needs; process.stdout has more. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Where a command speaks to a person. With `--json` stdout belongs to the one object, so people's lines
 * go to stderr.
 */
export class Terminal {
  constructor(
    readonly json: boolean,
    private readonly stream: TerminalStream = json ? process.stderr : process.stdout,
    private readonly environment: Readonly<NodeJS.ProcessEnv> = process.env,
  ) {}

  /** Whether it understands cursor movement; a "dumb" terminal does not. */
  get isTTY(): boolean {
    return this.stream.isTTY === true && this.environment['TERM'] !== 'dumb';
  }

  /** Colours only for a person at a terminal who has not said no (NO_COLOR, of no-color.org). */
  get look(): Look {
    const refused = (this.environment['NO_COLOR'] ?? '') !== '';
    const { columns = 0 } = this.stream;
    // A terminal that was never told its size, as containers have, says 0.
    return { colours: this.isTTY && !refused, columns: columns > 0 ? columns : 80 };
  }

  /** Whether whoever reads its lines reads the complaints too: a person at a terminal, or with `--json` anyone. */
  get isSeenWithErrors(): boolean {
    return this.json || this.stream.isTTY === true;
  }

  line(text = ''): void {
    this.stream.write(`${text}\n`);
  }

  /** What went wrong, in one line on stderr, whatever stdout is for. */
  complain(message: string): void {
    process.stderr.write(`etcd-assay: ${printable(message)}\n`);
  }

  lines(texts: readonly string[]): void {
    texts.forEach((text) => this.line(text));
  }

  /** Without a line end, for a spinner that redraws itself. */
  raw(text: string): void {
    this.stream.write(text);
  }
}
