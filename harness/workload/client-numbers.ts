/** Hands out client numbers, unique in a journal; a process that writes into the same one takes its own block. */
export class ClientNumbers {
  constructor(private last = 0) {}

  next(): number {
    this.last += 1;
    return this.last;
  }
}
