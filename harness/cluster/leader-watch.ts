import { setTimeout as pause } from 'node:timers/promises';
import type { Journal } from '../journal/journal';
import type { Member } from './member';
import { statusIfAny } from './status';

const EVERY_MS = 100;

/**
 * Writes down each new leader and term: leases are renewed at every promotion, so judging them needs to
 * know when one was. Seen late, a promotion only loosens a bound, and terms show one that came and went.
 */
export class LeaderWatch {
  private readonly stopping = new AbortController();
  private readonly watching: Promise<void>;
  private term = 0;

  constructor(
    private readonly members: readonly Member[],
    private readonly journal: Journal,
  ) {
    this.watching = this.watch();
    // A journal that cannot be written ends the run by itself; until `close` tells, nobody waits for this.
    this.watching.catch(() => undefined);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.watching;
  }

  private async watch(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      // Members come and go meanwhile; what is seen belongs to those that were asked.
      const members = [...this.members];
      const seen = await Promise.all(members.map(statusIfAny));
      const newest = seen
        .filter((status) => status !== undefined)
        .filter((status) => status.leader !== '0' && status.term > this.term)
        .sort((one, other) => other.term - one.term)[0];
      const leader = members.find((_, index) => newest !== undefined && seen[index]?.id === newest.leader);
      if (newest !== undefined && leader !== undefined) {
        this.term = newest.term;
        this.journal.write({
          type: 'member',
          t: this.journal.clock(),
          member: leader.name,
          state: 'leads',
          version: leader.version,
        });
      }
      await pause(EVERY_MS);
    }
  }
}
