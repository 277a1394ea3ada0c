import type { Journal } from '../../journal/journal';
import type { JournalRecord } from '../../journal/record';

/** A journal that only tests read. */
export class MemoryJournal implements Journal {
  readonly records: JournalRecord[] = [];
  private readonly epoch = process.hrtime.bigint();

  clock(): number {
    return Number((process.hrtime.bigint() - this.epoch) / 1000n);
  }

  write(record: JournalRecord): void {
    this.records.push(record);
  }
}
