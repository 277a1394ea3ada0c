import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster';
import type { Journal } from '../journal/journal';
import type { ClientNumbers } from './client-numbers';
import type { Random } from './random';
import { RecordingClient } from './recording-client';
import type { Traffic } from './traffic/traffic';
import { WorkDone } from './work-done';

export interface LoadOptions {
  readonly cluster: Cluster;
  readonly journal: Journal;
  readonly numbers: ClientNumbers;
  readonly random: Random;
  /** Each of these gets a client of its own at each member. */
  readonly traffics: readonly Traffic[];
  /** Milliseconds between a client's operations, on average. */
  readonly thinkMs: number;
}

/** Milliseconds an operation may take: longer than an election, shorter than a fault. */
export const CALL_DEADLINE = 2_000;
const AFTER_FAILURE = 100;

/** Clients at work on every member, each pinned to one, until they are stopped. */
export class Load {
  private readonly stopping = new AbortController();
  private readonly clients: RecordingClient[] = [];
  private readonly working: Promise<void>[];
  private done = 0;
  private lost = 0;
  readonly work = new WorkDone();

  constructor(private readonly options: LoadOptions) {
    const { cluster, traffics } = options;
    this.working = cluster.members.flatMap((member) =>
      traffics.map((traffic) => this.workAt(traffic, member.name)),
    );
  }

  /** Operations that have returned, whatever their outcome. */
  get operations(): number {
    return this.done;
  }

  /** Those of them that had no answer, or none that says what became of them. */
  get unanswered(): number {
    return this.lost;
  }

  /** Lets every client finish its operation. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.working);
    this.clients.forEach((client) => client.close());
  }

  private async workAt(traffic: Traffic, member: string): Promise<void> {
    const { cluster, journal, numbers, thinkMs } = this.options;
    const random = this.options.random.fork();
    const number = numbers.next();
    const client = new RecordingClient(
      {
        client: number,
        member,
        endpoint: cluster.network.clientEndpoint(member),
        role: 'traffic',
        scope: traffic.name,
        deadline: CALL_DEADLINE,
      },
      journal,
      (request, begun) => this.work.note(request, begun),
    );
    this.clients.push(client);
    let values = 0;
    const unique = () => `${number}.${(values += 1)}`;
    const step = traffic.start({ client, random, unique });
    while (!this.stopping.signal.aborted) {
      const outcome = await step();
      this.done += 1;
      this.lost += outcome.is === 'unknown' ? 1 : 0;
      // An unreachable member refuses at once: asking it without a pause would only fill the journal.
      await pause(outcome.is === 'ok' ? random.integer(0, 2 * thinkMs * (traffic.pace ?? 1)) : AFTER_FAILURE);
    }
  }
}
