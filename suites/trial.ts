import type { Arena } from '../harness/suite-run/arena';
import { arenaOf, surroundings } from '../harness/suite-run/surroundings';
import { until } from '../harness/time/until';
import { CALL_DEADLINE } from '../harness/workload/load';
import { Random } from '../harness/workload/random';
import { RecordingClient, type ClientIdentity } from '../harness/workload/recording-client';
import { Watcher, type WatchSpec } from '../harness/workload/watcher';
import { answerTo } from './answers';
import { ObservedJournal } from './observed-journal';
import { ObservedWatch } from './observed-watch';
import { suiteJournal } from './suite-journal';
import { prepared } from './unanswered';

export type ArenaMember = Arena['members'][number];

const MEMBERS_ANSWER_WITHIN = 25_000;
/** A client's watches are numbered in a block of its own, so that reopened ones stay unique in the journal. */
const WATCHES_A_CLIENT = 1000;

/** One attempt at an experiment: keys, values and clients of its own, and all that they recorded. */
export class Trial {
  readonly arena: Arena;
  readonly journal: ObservedJournal;
  readonly random: Random;
  private readonly around = surroundings();
  private readonly number: number;
  private readonly closing: (() => unknown)[] = [];
  private values = 0;
  private before = 0;

  constructor(readonly scope: string) {
    this.arena = arenaOf(this.around);
    this.journal = new ObservedJournal(suiteJournal(this.around));
    this.number = this.reserveClients(1);
    this.random = new Random(this.arena.seed + this.number);
  }

  /** A name that no other trial of the run uses. */
  get name(): string {
    return `${this.arena.phase}-${this.number}`;
  }

  key(name: string): string {
    return `${this.scope}/${this.name}/${name}`;
  }

  /** A value that no other put of the run carries. */
  unique(): string {
    this.values += 1;
    return `${this.number}.${this.values}`;
  }

  /** The member whose turn it is, counted round. */
  member(turn: number): ArenaMember {
    const { members } = this.arena;
    return members[turn % members.length] as ArenaMember;
  }

  reserveClients(count: number): number {
    return this.around.reserveClients(count);
  }

  client(member: ArenaMember): RecordingClient {
    const client = new RecordingClient(this.identity(member), this.journal);
    this.atEnd(() => client.close());
    return client;
  }

  /** So many clients on every member. */
  clients(perMember: number): RecordingClient[] {
    const turns = Array.from({ length: perMember * this.arena.members.length }, (_, turn) => turn);
    return turns.map((turn) => this.client(this.member(turn)));
  }

  /** Watches keys of this trial from its beginning on. */
  watch(member: ArenaMember, span: Pick<WatchSpec, 'key' | 'end'>): ObservedWatch {
    const identity = this.identity(member);
    let watches = identity.client * WATCHES_A_CLIENT;
    const watcher = new Watcher(
      identity,
      { ...span, from: this.before + 1, prev: false },
      this.journal,
      () => (watches += 1),
    );
    this.atEnd(() => watcher.close());
    return new ObservedWatch(this.journal, identity.client);
  }

  /** Declares somebody whose operations are not recorded; to be called before he begins. */
  declareOutside(writer: string, span: { readonly key: string; readonly end: string }): void {
    this.journal.write({ type: 'outside', t: this.journal.clock(), writer, ...span });
  }

  /** Waits until each member answers a linearizable read; without that no experiment is worth beginning. */
  async membersAnswer(): Promise<void> {
    const clients = this.clients(1);
    const key = this.key('ready');
    const revisionAt = async (client: RecordingClient) => {
      const outcome = await client.perform({ range: { key } });
      return outcome.is === 'ok' && answerTo('range', outcome).revision;
    };
    const revisions = await prepared(
      Promise.all(
        clients.map((client) =>
          until(() => revisionAt(client), {
            within: MEMBERS_ANSWER_WITHIN,
            every: 200,
            what: `member ${client.identity.member} to answer a linearizable read`,
          }),
        ),
      ),
    );
    this.before = Math.min(...revisions);
  }

  /** Something to put away when the trial is over. */
  atEnd(close: () => unknown): void {
    this.closing.push(close);
  }

  async close(): Promise<void> {
    const closed = await Promise.allSettled(
      this.closing.splice(0).map(async (close) => {
        await close();
      }),
    );
    const failed = closed.find((one) => one.status === 'rejected');
    if (failed !== undefined) {
      throw failed.reason;
    }
  }

  private identity({ name, endpoint }: ArenaMember): ClientIdentity {
    const { scope } = this;
    const client = this.reserveClients(1);
    return { client, member: name, endpoint, role: 'suite', scope, deadline: CALL_DEADLINE };
  }
}
