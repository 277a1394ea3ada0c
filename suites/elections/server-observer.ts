import type { RecordOf } from '../../harness/journal/record';
import { ConcurrencyServices } from '../../harness/workload/concurrency-services';
import { lockKeys } from '../locks/lock-keys';
import type { Trial } from '../trial';
import { Unanswered } from '../unanswered';

const WITHIN = 10_000;

interface Told {
  readonly key: string;
  readonly create: number;
  readonly value: string;
}

/** Somebody who asks the server's Election API who leads; all that it is told is in the journal. */
export class ServerObserver {
  readonly told: Told[] = [];
  private readonly services: ConcurrencyServices;
  private broken: Error | undefined;

  constructor(
    private readonly trial: Trial,
    private readonly election: string,
  ) {
    this.services = new ConcurrencyServices(trial.member(2).endpoint);
    const stop = this.services.observe(
      lockKeys.name(election),
      ({ kv: { key, create_revision, value } }) =>
        this.hear({ key: key.toString(), create: Number(create_revision), value: value.toString() }),
      (error) => (this.broken = error),
    );
    trial.atEnd(() => {
      stop();
      this.services.close();
    });
  }

  /** Waits until it was told of this leader; only then may another one follow. */
  async sees({ key, create }: Pick<RecordOf<'lock'>, 'key' | 'create'>): Promise<void> {
    await this.until(() => this.told.at(-1)?.create === create, `the observer to be told of ${String(key)}`);
  }

  /** Who leads, by a call of its own. */
  leader(): Promise<string> {
    return this.services.leader(lockKeys.name(this.election));
  }

  /** Lets a leader make another value known, and waits until the observer has it. */
  async proclaim({ key = '', create, lease = '' }: RecordOf<'lock'>): Promise<string> {
    const value = this.trial.unique();
    const name = Buffer.from(lockKeys.name(this.election));
    await this.services.proclaim({ name, key: Buffer.from(key), rev: String(create), lease }, value);
    await this.until(
      () => this.told.at(-1)?.value === value,
      'the observer to be told of what was proclaimed',
    );
    return value;
  }

  private hear(told: Told): void {
    const { trial, election } = this;
    const { journal } = trial;
    this.told.push(told);
    const { key, create } = told;
    journal.write({
      ...{ type: 'lock', t: journal.clock(), lock: election, holder: `observer-${trial.name}` },
      ...{ kind: 'server-election', state: 'observes', key, create },
    });
  }

  private until(look: () => boolean, what: string): Promise<boolean> {
    return this.trial.journal.until(
      () => {
        if (this.broken !== undefined) {
          throw new Unanswered(`the observer's stream broke: ${this.broken.message}`);
        }
        return look();
      },
      what,
      WITHIN,
    );
  }
}
