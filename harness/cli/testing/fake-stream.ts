import type { TerminalStream } from '../terminal';

/** Remembers what was written to it. */
export class FakeStream implements TerminalStream {
  text = '';

  constructor(
    readonly isTTY: boolean,
    readonly columns = 80,
  ) {}

  write(text: string): void {
    this.text += text;
  }

  get lines(): string[] {
    return this.text.split('\n').slice(0, -1);
  }
}

/** What a terminal of these lines would show at the end: carriage returns and cleared lines carried out. */
export const screen = (text: string): string[] =>
  text
    .replaceAll(/\u001b\[\?25[hl]/g, '')
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r\u001b[2K') + 1).replace('\u001b[2K', ''));
