import type { JournalRecord } from '../journal/record';
import { CLIENT_NUMBERS, type Arena } from './arena';
import type { Report } from './messages';

const BATCH_MS = 20;

/** The suites' process's end of the channel to the journal's owner. */
export class ParentLink {
  private waiting: JournalRecord[] = [];
  private timer: NodeJS.Timeout | undefined;
  private taken = 0;

  constructor(
    readonly arena: Arena,
    private readonly send: (report: Report) => Promise<void>,
  ) {}

  write(record: JournalRecord): void {
    this.waiting.push(record);
    this.timer ??= setTimeout(() => void this.flush(), BATCH_MS);
  }

  /** @returns the first of so many client numbers that follow each other */
  reserveClients(count: number): number {
    const first = this.arena.firstClient + this.taken;
    this.taken += count;
    if (this.taken > CLIENT_NUMBERS) {
      throw new Error(
        `the suites want more than ${CLIENT_NUMBERS} client numbers in phase ${this.arena.phase}`,
      );
    }
    return first;
  }

  /** Sends the last report after every record written so far, and waits until it is on its way. */
  async finish(report: Report): Promise<void> {
    await this.flush();
    await this.send(report);
  }

  private flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const records = this.waiting;
    this.waiting = [];
    return records.length === 0 ? Promise.resolve() : this.send({ records });
  }
}

let current: ParentLink | undefined;

/** Environment and reporter are made by Jest, which passes them nothing but JSON: they find the link here. */
export function openParentLink(link: ParentLink): void {
  current = link;
}

export function parentLink(): ParentLink {
  if (current === undefined) {
    throw new Error('no link to the journal: this process was not started by runSuites');
  }
  return current;
}
