/** Cuts a stream into lines. What a killed process left of its last line is never one. */
export class WholeLines {
  private begun = '';

  /** @returns the lines that this piece has completed */
  take(piece: string): string[] {
    const parts = (this.begun + piece).split('\n');
    this.begun = parts.pop() ?? '';
    return parts;
  }
}
