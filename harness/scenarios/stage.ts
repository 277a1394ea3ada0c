import type { Cluster } from '../cluster/cluster';
import type { Credentials } from '../cluster/etcd-client';
import { carryOut } from '../faults/carry-out';
import type { Fault, Injection } from '../faults/fault';
import type { AuthChange } from '../journal/auth';
import type { Journal } from '../journal/journal';
import type { Response } from '../journal/request';
import type { Request } from '../journal/request';
import type { Node } from '../runtime/node';
import { WaitedInVain } from '../time/until';
import type { ClientNumbers } from '../workload/client-numbers';
import { CALL_DEADLINE, Load } from '../workload/load';
import type { Random } from '../workload/random';
import { RecordingClient } from '../workload/recording-client';
import { SharedStream } from '../workload/shared-stream';
import type { Traffic } from '../workload/traffic/traffic';
import { Watcher, type WatchSpec } from '../workload/watcher';

/** Of every user that a scenario adds. */
const PASSWORD = 'open sesame';

export const credentialsOf = (username: string): Credentials => ({ username, password: PASSWORD });

export interface StageOptions {
  readonly cluster: Cluster;
  readonly journal: Journal;
  readonly numbers: ClientNumbers;
  readonly random: Random;
  /** Nodes without a member. */
  readonly spares: readonly Node[];
  /** The revision that every recorder has seen. */
  readonly recorded: () => number;
  readonly signal: AbortSignal;
}

/** What a scenario has to work with. All that its clients see is in the journal. */
export class Stage {
  private readonly clients = new Map<string, RecordingClient>();
  private readonly watchers: Watcher[] = [];
  private readonly streams: SharedStream[] = [];
  private user: Credentials | undefined;
  private opened = 0;
  private values = 0;
  private readonly loads: Load[] = [];
  private faults = 0;

  constructor(private readonly options: StageOptions) {}

  get cluster(): Cluster {
    return this.options.cluster;
  }

  get random(): Random {
    return this.options.random;
  }

  get spares(): readonly Node[] {
    return this.options.spares;
  }

  get signal(): AbortSignal {
    return this.options.signal;
  }

  get recorded(): number {
    return this.options.recorded();
  }

  /** The scenario's client at a member. */
  at(member: string): RecordingClient {
    const known = this.clients.get(member);
    if (known !== undefined) {
      return known;
    }
    const client = this.another(member);
    this.clients.set(member, client);
    return client;
  }

  /** From here on the harness is this user at every member; nobody once authentication is off again. */
  signIn(username: string | undefined): void {
    this.user = username === undefined ? undefined : credentialsOf(username);
    this.cluster.members.forEach((member) => member.signIn(this.user));
    for (const { name } of this.cluster.members) {
      this.clients.get(name)?.close();
      this.clients.delete(name);
    }
  }

  /** One more client at a member. */
  another(member: string, deadline = 2 * CALL_DEADLINE, user = this.user): RecordingClient {
    const identity = { ...this.identity(member, deadline), ...(user === undefined ? {} : { user }) };
    const client = new RecordingClient(identity, this.options.journal);
    this.clients.set(`${member} ${client.identity.client}`, client);
    return client;
  }

  /**
   * What the rest of the scenario cannot do without.
   * @throws WaitedInVain where it was not answered: the run is then inconclusive
   */
  async must(member: string, request: Request): Promise<Response> {
    const outcome = await this.at(member).perform(request);
    if (outcome.is !== 'ok') {
      throw new WaitedInVain(
        `${Object.keys(request).join()} at ${member} was not answered: ${outcome.error}`,
      );
    }
    return outcome.response;
  }

  /** @throws WaitedInVain where one of these changes was not done: the run is then inconclusive */
  async mustChange(client: RecordingClient, ...changes: readonly AuthChange[]): Promise<void> {
    for (const change of changes) {
      const { is, error } = await client.changeAuth(change, PASSWORD);
      if (is !== 'ok') {
        throw new WaitedInVain(`${JSON.stringify(change)} was not done: ${String(error)}`);
      }
    }
  }

  /** A watch that is recorded, beside those of the recorders. It lasts until the scenario is over. */
  watch(member: string, spec: WatchSpec): Watcher {
    const watcher = new Watcher(
      this.identity(member, CALL_DEADLINE),
      spec,
      this.options.journal,
      this.watchNumbers(),
    );
    this.watchers.push(watcher);
    return watcher;
  }

  /** A stream for several watches, recorded as well. */
  async stream(member: string): Promise<SharedStream> {
    const identity = this.identity(member, CALL_DEADLINE);
    const stream = await SharedStream.open(identity, this.options.journal, this.watchNumbers());
    this.streams.push(stream);
    return stream;
  }

  /** A value that no other put of the scenario carries. */
  unique(): string {
    return `scenario ${(this.values += 1)}`;
  }

  /**
   * Clients at work on every member, until they are stopped or the scenario is over.
   * @param traffics one client a member for each of them; named several times, several clients
   */
  load(traffics: readonly Traffic[], thinkMs: number): Load {
    const { cluster, journal, numbers, random } = this.options;
    const load = new Load({ ...{ cluster, journal, numbers, traffics, thinkMs }, random: random.fork() });
    this.loads.push(load);
    return load;
  }

  /** Does a fault of the catalogue to a member and takes it back when `meanwhile` is over. */
  async during(fault: Fault, victim: string, meanwhile: () => Promise<void>): Promise<void> {
    const { cluster, spares } = this.options;
    const scene = { spares, operator: (member: string) => this.at(member), recorded: () => this.recorded };
    const injection = await fault.prepare({ ...scene, cluster, victim, other: undefined });
    await this.suffer(fault.name, injection, meanwhile);
  }

  /** A fault of the scenario's own making, with its proof like any other. */
  async suffer(name: string, injection: Injection, meanwhile: () => Promise<void>): Promise<void> {
    const { journal } = this.options;
    const fault = (this.faults += 1);
    const { target, quorum } = injection;
    await carryOut(injection, {
      note: (state, proof) =>
        journal.write({
          ...{ type: 'fault', t: journal.clock(), fault, name, target, state, quorum },
          ...(proof === undefined ? {} : { proof }),
        }),
      meanwhile,
    });
  }

  /** Writes down that the condition which sets the bug off was seen to be there. */
  triggered(what: string): void {
    const { journal } = this.options;
    journal.write({ type: 'trigger', t: journal.clock(), what });
  }

  async close(): Promise<void> {
    await Promise.all(this.loads.map((load) => load.stop()));
    await Promise.all(this.watchers.map((watcher) => watcher.close()));
    this.streams.forEach((stream) => stream.close());
    this.clients.forEach((client) => client.close());
  }

  /** Far from the numbers of the recorders' watches, and of each other. */
  private watchNumbers(): () => number {
    let last = (this.opened += 1) * 1_000_000;
    return () => (last += 1);
  }

  private identity(member: string, deadline: number) {
    const client = this.options.numbers.next();
    const endpoint = this.options.cluster.network.clientEndpoint(member);
    return { client, member, endpoint, role: 'traffic', scope: 'scenario', deadline } as const;
  }
}

/** The revision that an answer names. */
export function revisionOf(response: Response): number {
  const [body] = Object.values(response) as { readonly revision?: number }[];
  if (body?.revision === undefined) {
    throw new Error('a keepalive names no revision');
  }
  return body.revision;
}
