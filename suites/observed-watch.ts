import { keyEvent, type KeyEvent } from './key-events';
import type { ObservedJournal } from './observed-journal';
import { Unanswered } from './unanswered';

/** What the watch of one client, reopened ones included, has told so far. */
export class ObservedWatch {
  constructor(
    private readonly journal: ObservedJournal,
    private readonly client: number,
  ) {}

  /**
   * Each response's events, in the order in which they came.
   * @throws Unanswered where history was compacted before this watch had seen it
   */
  responses(): KeyEvent[][] {
    const own = new Set(
      this.journal
        .of('watch')
        .filter(({ client }) => client === this.client)
        .map(({ watch }) => watch),
    );
    const lost = this.journal
      .of('watch-closed')
      .find(({ watch, compacted }) => own.has(watch) && compacted !== undefined);
    if (lost !== undefined) {
      throw new Unanswered(
        `history up to ${String(lost.compacted)} was compacted before a watch had seen it`,
      );
    }
    return this.journal
      .of('watched')
      .filter(({ watch }) => own.has(watch))
      .map(({ events }) => events.map(keyEvent));
  }

  events(): KeyEvent[] {
    return this.responses().flat();
  }
}
