import { StringDecoder } from 'node:string_decoder';

/** Lines of JSON that are told as they come, however they were cut into pieces. */
export class HeardLines {
  /** A letter may come in two pieces. */
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';
  private heard = 0;

  constructor(private readonly tell: (line: unknown) => void) {}

  /** Lines that were told. */
  get count(): number {
    return this.heard;
  }

  /** @throws SyntaxError where a whole line is no JSON; whatever is thrown by whom it tells */
  add(piece: Buffer): void {
    const lines = `${this.rest}${this.decoder.write(piece)}`.split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines.filter((one) => one !== '')) {
      this.heard += 1;
      this.tell(JSON.parse(line));
    }
  }
}
