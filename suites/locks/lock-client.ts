import { setTimeout as pause } from 'node:timers/promises';
import { journalClock } from '../../harness/journal/clock';
import type { Journal } from '../../harness/journal/journal';
import type { JournalRecord, RecordOf } from '../../harness/journal/record';
import type { Request } from '../../harness/journal/request';
import { ClientNumbers } from '../../harness/workload/client-numbers';
import { CALL_DEADLINE } from '../../harness/workload/load';
import { RecordingClient, type ClientIdentity, type Outcome } from '../../harness/workload/recording-client';
import { Watcher } from '../../harness/workload/watcher';
import { StdoutJournal } from './holder-output';
import type { HolderIdentity } from './holder-protocol';
import { lockKeys } from './lock-keys';
import type { QueueWatch } from './wait-turn';

const AGAIN_AFTER = 100;
const WATCHES_A_CLIENT = 1000;

type Answered = Exclude<Outcome, { is: 'unknown' }>;

/** A holder's way to etcd and into the journal. */
export class LockClient {
  private readonly journal: Journal;
  private readonly numbers: ClientNumbers;
  private readonly client: RecordingClient;
  private values = 0;

  constructor(private readonly identity: HolderIdentity) {
    this.journal = new StdoutJournal(journalClock(identity.epoch));
    this.numbers = new ClientNumbers(identity.firstClient - 1);
    this.client = new RecordingClient(this.nextIdentity(), this.journal);
  }

  get ttl(): number {
    return this.identity.ttl;
  }

  /** A value that no other put of the run carries. */
  unique(): string {
    this.values += 1;
    return `${this.identity.firstClient}.${this.values}`;
  }

  get endpoint(): string {
    return this.identity.endpoint;
  }

  perform(request: Request): Promise<Outcome> {
    return this.client.perform(request);
  }

  /** Asks until there is an answer; only for what may be asked twice, as etcd's recipe does. */
  async insist(request: Request): Promise<Answered> {
    for (;;) {
      const outcome = await this.perform(request);
      if (outcome.is !== 'unknown') {
        return outcome;
      }
      await pause(AGAIN_AFTER);
    }
  }

  note(event: Omit<RecordOf<'lock'>, 'type' | 't' | 'holder'>): void {
    const { holder, kind } = this.identity;
    const of = kind === undefined ? {} : { kind };
    this.journal.write({ type: 'lock', t: this.journal.clock(), holder, ...of, ...event });
  }

  watchQueue(lock: string, after: number): QueueWatch {
    const identity = this.nextIdentity();
    let watches = identity.client * WATCHES_A_CLIENT;
    let changes = 0;
    const journal = {
      clock: () => this.journal.clock(),
      write: (record: JournalRecord) => {
        this.journal.write(record);
        // A closed watch may have missed something: reason enough to look.
        changes += record.type === 'watched' || record.type === 'watch-closed' ? 1 : 0;
      },
    };
    const spec = { ...lockKeys.queue(lock), from: after + 1, prev: false };
    const watcher = new Watcher(identity, spec, journal, () => (watches += 1));
    return { changes: () => changes, close: () => watcher.close() };
  }

  close(): void {
    this.client.close();
  }

  private nextIdentity(): ClientIdentity {
    const { member, endpoint, scope, firstClient, clients } = this.identity;
    const client = this.numbers.next();
    if (client >= firstClient + clients) {
      throw new Error(`holder ${this.identity.holder} wants more than its ${clients} client numbers`);
    }
    return { client, member, endpoint, role: 'suite', scope, deadline: CALL_DEADLINE };
  }
}
