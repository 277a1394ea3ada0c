import type { Journal } from '../journal/journal';
import type { JournalRecord } from '../journal/record';

/**
 * A journal that can be declared over while clients are still in the middle of something: what they say
 * after the end is not part of the run.
 */
export class EndingJournal implements Journal {
  private over = false;

  constructor(private readonly journal: Journal) {}

  clock(): number {
    return this.journal.clock();
  }

  write(record: JournalRecord): void {
    if (!this.over) {
      this.journal.write(record);
    }
  }

  end(): void {
    this.over = true;
  }
}
