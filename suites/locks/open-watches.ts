import type { Journal } from '../../harness/journal/journal';
import type { JournalRecord } from '../../harness/journal/record';

/**
 * The watches that a process of its own has open. They end with it, and one that is killed cannot write that down;
 * without it they would pass for streams that stayed open and showed nothing more.
 */
export class OpenWatches {
  private readonly open = new Set<number>();

  see(record: JournalRecord): void {
    if (record.type === 'watch') {
      this.open.add(record.watch);
    } else if (record.type === 'watch-closed') {
      this.open.delete(record.watch);
    }
  }

  /** Writes down the end of those whose process did not. */
  closeAll(journal: Journal): void {
    for (const watch of this.open) {
      journal.write({ type: 'watch-closed', t: journal.clock(), watch, reason: 'its process ended' });
    }
    this.open.clear();
  }
}
