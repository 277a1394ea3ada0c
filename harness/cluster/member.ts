import type { Etcd3 } from 'etcd3';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../journal/journal';
import type { RecordOf } from '../journal/record';
import type { Timers } from '../journal/header';
import { CLIENT_PORT, PEER_PORT } from '../network/network';
import type { Node } from '../runtime/node';
import type { Exit, RunningProgram } from '../runtime/running-program';
import { until } from '../time/until';
import { etcdClient, type Credentials } from './etcd-client';
import { flagsFor } from './flags';
import { lastWords, quotable } from './last-words';
import type { MemberSecurity } from './security';
import { servesPeers } from './serves-peers';

/** An etcd program at a version: the release's own or one that the user put in its place. */
export interface EtcdProgram {
  readonly version: string;
  readonly path: string;
}

/** The harness's own questions to a member take a path without proxies, so that faults do not blind it. */
const CONTROL_DEADLINE = 1_000;
const GRACEFUL_EXIT = 20_000;

/** Thrown where a member that is not running would be needed: it ended, asked or unasked. */
export class MemberDown extends Error {
  override readonly name = 'MemberDown';
}

/** One member: its node, its data, its program now, and the account of its life in the journal. */
export class Member {
  private running: RunningProgram | undefined;
  /** Programs whose end the harness asked for; any other end is the member's own doing. */
  private readonly asked = new WeakSet<RunningProgram>();
  /** Those of them that may end in any way, since something that they need was taken from them. */
  private readonly bereft = new WeakSet<RunningProgram>();
  private control: Etcd3;

  constructor(
    readonly node: Node,
    private program: EtcdProgram,
    private readonly timers: Timers,
    private readonly journal: Journal,
    private readonly flags: (version: string) => readonly string[] = () => [],
    /** Absent where peers talk in the clear. */
    readonly security?: MemberSecurity,
  ) {
    this.control = etcdClient(this.address, CONTROL_DEADLINE);
  }

  get name(): string {
    return this.node.name;
  }

  /** What its next start will run, and what runs now unless it was just changed. */
  get runs(): EtcdProgram {
    return this.program;
  }

  get version(): string {
    return this.program.version;
  }

  /** The member's own client address, past all proxies. */
  get address(): string {
    return this.node.reach(CLIENT_PORT);
  }

  get peerUrl(): string {
    return `${this.security === undefined ? 'http' : 'https'}://${this.name}:${PEER_PORT}`;
  }

  get dataDir(): string {
    return join(this.node.disk?.folder ?? this.node.folder, 'data');
  }

  /** Path of all that the member printed, restarts included. */
  get log(): string {
    return join(this.node.folder, 'etcd.log');
  }

  /** The npm client on the direct path, with a deadline of one second. */
  get client(): Etcd3 {
    return this.control;
  }

  /** From here on the harness's own client is this user; nobody where authentication is off. */
  signIn(user: Credentials | undefined): void {
    this.control.close();
    this.control = etcdClient(this.address, CONTROL_DEADLINE, user);
  }

  /** The program that runs now. */
  get process(): RunningProgram {
    if (this.running === undefined) {
      throw new MemberDown(`member ${this.name} is not running`);
    }
    return this.running;
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Starts the program on the data that is there; `ready` waits for it to answer. */
  async start(initialCluster: Readonly<Record<string, string>>, state: 'new' | 'existing'): Promise<void> {
    if (this.running !== undefined) {
      throw new Error(`member ${this.name} is running already`);
    }
    const args = flagsFor({
      version: this.version,
      name: this.name,
      dataDir: this.dataDir,
      address: this.node.address,
      clientPort: CLIENT_PORT,
      peerPort: PEER_PORT,
      initialCluster,
      state,
      timers: this.timers,
      security: this.security,
      more: this.flags(this.version),
    });
    const before = statSync(this.log, { throwIfNoEntry: false })?.size ?? 0;
    const running = await this.node.start({ name: 'etcd', path: this.program.path, args });
    this.running = running;
    this.record({ state: 'started' });
    void running.exited.then((exit) => this.ended(running, exit, before));
  }

  /** Waits until it answers its peers, which it does before there is any leader. */
  async servesPeers(within: number): Promise<void> {
    await until(() => this.answersPeers(), {
      within,
      every: 10,
      what: `member ${this.name} (${this.version}) to serve its peers`,
    });
  }

  private async answersPeers(): Promise<boolean> {
    this.mustRun();
    return servesPeers(this.node.reach(PEER_PORT), this.security?.visitor, CONTROL_DEADLINE);
  }

  /** Waits for a linearizable read to be answered; an end of the program meanwhile is told at once. */
  async ready(within: number): Promise<void> {
    await until(() => this.answers(), {
      within,
      what: `member ${this.name} (${this.version}) to answer a linearizable read`,
    });
    this.record({ state: 'ready' });
  }

  /**
   * Whether it answers a linearizable read on the direct path within a second.
   * @throws Error where it would answer only users, whom the harness does not know
   */
  async answers(): Promise<boolean> {
    this.mustRun();
    return this.control.kv.range({ key: Buffer.from('ready') }).then(
      () => true,
      (error: unknown) => {
        if (String(error).includes('user name is empty')) {
          throw new Error(
            `member ${this.name} answers users only, since authentication is on; docs/traffic.md says what to do`,
          );
        }
        return false;
      },
    );
  }

  private mustRun(): void {
    if (this.running === undefined) {
      throw new MemberDown(`member ${this.name} ended while it was to become ready`);
    }
  }

  /** SIGTERM and wait for the end, as a service manager would. */
  async stop(): Promise<void> {
    const running = this.process;
    this.asked.add(running);
    await running.signal('SIGTERM');
    await until(async () => (await running.state()) === 'gone', {
      within: GRACEFUL_EXIT,
      what: `member ${this.name} to end after SIGTERM`,
    });
    await running.exited;
  }

  /** SIGKILL to the whole process tree; settles when the signal is sent, not when it has worked. */
  kill(): Promise<void> {
    this.asked.add(this.process);
    return this.process.signal('SIGKILL');
  }

  freeze(): Promise<void> {
    return this.process.signal('SIGSTOP');
  }

  thaw(): Promise<void> {
    return this.process.signal('SIGCONT');
  }

  /** What the next start will run. */
  useProgram(program: EtcdProgram): void {
    this.program = program;
  }

  /** From now on the end of the program is no surprise, whatever it says of it. */
  expectEnd(): void {
    if (this.running !== undefined) {
      this.asked.add(this.running);
      this.bereft.add(this.running);
    }
  }

  /** It is no member of the cluster any more. */
  left(): void {
    this.record({ state: 'left' });
  }

  /** Ends the harness's own connection; the member itself belongs to its node. */
  close(): void {
    this.expectEnd();
    this.control.close();
  }

  /** A program that was to end, and crashed instead of that, is told of like one that ended unasked. */
  private async ended(running: RunningProgram, exit: Exit, before: number): Promise<void> {
    this.running = undefined;
    const asked = this.asked.has(running);
    const end = { state: 'ended', asked, exit: exit.signal ?? `code ${String(exit.code)}` } as const;
    if (asked && ((exit.code ?? 0) === 0 || this.bereft.has(running))) {
      this.record(end);
      return;
    }
    const t = this.journal.clock();
    const words = await lastWords(running.log, before);
    const crashed = !asked || words.fatal.length > 0;
    this.record({ ...end, ...(crashed ? { lines: [...quotable(words)] } : {}) }, t);
  }

  private record(
    event: Omit<RecordOf<'member'>, 'type' | 't' | 'member' | 'version'>,
    t = this.journal.clock(),
  ): void {
    const { name: member, version } = this;
    this.journal.write({ type: 'member', t, member, version, ...event });
  }
}
