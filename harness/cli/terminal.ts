/**
 * Where a command speaks to a person. With `--json` stdout belongs to the one object, so people's lines
 * go to stderr.
 */
export class Terminal {
  private readonly stream: NodeJS.WriteStream;

  constructor(readonly json: boolean) {
    this.stream = json ? process.stderr : process.stdout;
  }

  get isTTY(): boolean {
    return this.stream.isTTY;
  }

  line(text = ''): void {
    this.stream.write(`${text}\n`);
  }

  /** Without a line end, for a spinner that redraws itself. */
  raw(text: string): void {
    this.stream.write(text);
  }
}
