/** Hands out client numbers, unique in a journal. */
export class ClientNumbers {
  /** @param last the number before the first one; for a process that got a block of them */
  constructor(private last = 0) {}

  next(): number {
    return this.reserve(1);
  }

  /** A block of numbers for another process that writes into the same journal. @returns the first of them */
  reserve(count: number): number {
    const first = this.last + 1;
    this.last += count;
    return first;
  }
}
