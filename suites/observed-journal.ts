import type { Journal } from '../harness/journal/journal';
import type { JournalRecord, RecordOf } from '../harness/journal/record';
import { until, WaitedInVain } from '../harness/time/until';
import { Unanswered } from './unanswered';

/** A journal that also keeps what passes through, for experiments that go by what was recorded. */
export class ObservedJournal implements Journal {
  readonly records: JournalRecord[] = [];

  constructor(private readonly journal: Journal) {}

  clock(): number {
    return this.journal.clock();
  }

  write(record: JournalRecord): void {
    this.journal.write(record);
    this.records.push(record);
  }

  of<T extends JournalRecord['type']>(type: T): RecordOf<T>[] {
    return this.records.filter((record): record is RecordOf<T> => record.type === type);
  }

  /**
   * Waits for something that must come sooner or later but is not what the experiment is about, such as a
   * watch's telling of a change that was acknowledged.
   * @throws Unanswered where it did not come
   */
  async toSee<T>(look: () => T | undefined | false, what: string, within: number): Promise<T> {
    return this.until(look, what, within).catch((error: unknown) => {
      throw error instanceof WaitedInVain ? new Unanswered(error.message) : error;
    });
  }

  /** Waits until what has been recorded shows something. @throws WaitedInVain */
  until<T>(look: () => T | undefined | false, what: string, within: number): Promise<T> {
    return until(look, { within, every: 10, what });
  }
}
