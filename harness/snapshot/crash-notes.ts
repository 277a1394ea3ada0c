import type { Journal } from '../journal/journal';
import type { JournalRecord } from '../journal/record';

/** A journal of which nothing is kept but how members ended that nobody had ended. */
export class CrashNotes implements Journal {
  private readonly notes: string[] = [];

  clock(): number {
    return Math.floor(performance.now() * 1000);
  }

  write(record: JournalRecord): void {
    if (record.type === 'member' && record.state === 'ended' && !record.asked) {
      const { member, exit = 'unknown', lines = [] } = record;
      this.notes.push(`${member} ended (${exit}): ${lines.join(' ')}`);
    }
  }

  /** What the first of them said; undefined where all are alive. */
  get first(): string | undefined {
    return this.notes[0];
  }
}
