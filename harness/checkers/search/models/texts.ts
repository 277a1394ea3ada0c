/** Texts as numbers. Those made of the same pieces have the same number. */
export class Texts {
  readonly empty = 0;
  /** An estimate of the memory that they take. */
  bytes = 0;
  private readonly text = [''];
  /** For each text a number of a longer text that it is known to begin. */
  private readonly begins = [-1];
  private readonly pieces = new Map<string, number>();
  private readonly children = new Map<number, number>();

  at(number: number): string {
    return this.text[number] as string;
  }

  longer(number: number, piece: string): number {
    if (piece === '') {
      return number;
    }
    let id = this.pieces.get(piece);
    if (id === undefined) {
      id = this.pieces.size;
      this.pieces.set(piece, id);
    }
    const edge = number * 2 ** 26 + id;
    const known = this.children.get(edge);
    if (known !== undefined) {
      return known;
    }
    const text = this.at(number) + piece;
    const child = this.text.push(text) - 1;
    this.begins.push(-1);
    this.children.set(edge, child);
    this.bytes += text.length + 128;
    return child;
  }

  /** @param whole the number by which the longer text is known to the caller */
  isBeginningOf(number: number, longer: string, whole: number): boolean {
    if (this.begins[number] === whole) {
      return true;
    }
    const text = this.at(number);
    if (!longer.startsWith(text)) {
      return false;
    }
    // From here on it shares the memory of the longer one.
    this.text[number] = longer.slice(0, text.length);
    this.begins[number] = whole;
    return true;
  }
}
