import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Refusal } from '../errors/refusal';
import type { Journal } from '../journal/journal';
import { DEFAULT_TIMERS, type Timers } from '../journal/header';
import type { Network } from '../network/network';
import type { Node } from '../runtime/node';
import { until } from '../time/until';
import { lastWords, quotable } from './last-words';
import { LeaderWatch } from './leader-watch';
import { Member, type EtcdProgram } from './member';
import { Membership, memberListRecord } from './membership';
import { restoreSnapshot, type Snapshot } from './restore-snapshot';
import type { MemberSecurity } from './security';
import { statusIfAny } from './status';

export interface ClusterOptions {
  readonly network: Network;
  readonly nodes: readonly Node[];
  readonly program: EtcdProgram;
  readonly journal: Journal;
  readonly timers?: Timers;
  /** What the members begin with; nothing where there is none. */
  readonly snapshot?: Snapshot | undefined;
  /** More of a member's command line, at a version. */
  readonly flags?: (version: string) => readonly string[];
  /** What the member on a node shows others, and trusts; absent where all is in the clear. */
  readonly security?: ((node: Node) => MemberSecurity) | undefined;
}

const FIRST_QUORUM = 60_000;
const READY_AGAIN = 60_000;
/** A question of the harness has a deadline of a second, and a busy machine takes longer now and then. */
const ASKED_AGAIN = 15_000;
/** Every member must have been connected for five seconds (etcd's HealthInterval), and an answer may be lost. */
const NOT_YET = /unhealthy cluster|leader changed|timed out|DEADLINE_EXCEEDED/i;

/** Members that form one etcd cluster, and what an operator can do to them. */
export class Cluster {
  private readonly list: Member[];
  private readonly learners = new Set<Member>();
  private readonly membership: Membership;
  private leaderWatch: LeaderWatch | undefined;

  private constructor(private readonly options: ClusterOptions) {
    this.list = options.nodes.map((node) => this.memberOn(node));
    this.membership = new Membership(options.journal);
  }

  /**
   * Starts the first member, then all others at once, and waits until each answers a linearizable read.
   *
   * A new member asks its peers for the cluster's members before it serves any of them itself, and gives a
   * peer that listens but does not serve yet 1 s each. Members started at once wait for each other like
   * that, up to 2 s; where one serves already, it answers the others at once.
   * @throws Refusal (environment) with a member's own last words when no quorum forms, or with etcdutl's where it
   * cannot restore the snapshot
   */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const cluster = new Cluster(options);
    const [first, ...others] = cluster.list;
    if (options.snapshot !== undefined) {
      await restoreSnapshot(options.snapshot, cluster.list, cluster.peerUrls());
    }
    await first?.start(cluster.peerUrls(), 'new');
    await cluster.firstQuorum(async () => {
      await options.network.ready();
      await first?.servesPeers(FIRST_QUORUM);
      await Promise.all(others.map((member) => member.start(cluster.peerUrls(), 'new')));
    });
    cluster.leaderWatch = new LeaderWatch(cluster.list, options.journal);
    return cluster;
  }

  get members(): readonly Member[] {
    return this.list;
  }

  /** Those that have not been added as learners, or have been promoted since. */
  get voters(): readonly Member[] {
    return this.list.filter((member) => !this.learners.has(member));
  }

  get network(): Network {
    return this.options.network;
  }

  get timers(): Timers {
    return this.options.timers ?? DEFAULT_TIMERS;
  }

  member(name: string): Member {
    const member = this.list.find((one) => one.name === name);
    if (member === undefined) {
      throw new Error(`no member ${name}`);
    }
    return member;
  }

  /** The member that a majority sees as leader in the newest term. */
  async leader(within = 15_000): Promise<Member> {
    const majority = Math.floor(this.list.length / 2) + 1;
    return until(
      async () => {
        const seen = await Promise.all(this.list.map(statusIfAny));
        const term = Math.max(...seen.map((status) => status?.term ?? 0));
        const votes = seen.filter((status) => status?.term === term && status.leader !== '0');
        const leader = votes[0]?.leader;
        const agreeing = votes.filter((status) => status?.leader === leader).length;
        return agreeing >= majority ? this.list.find((_, index) => seen[index]?.id === leader) : undefined;
      },
      { within, every: 50, what: 'a majority to see one leader' },
    );
  }

  async followers(): Promise<Member[]> {
    const leader = await this.leader();
    return this.list.filter((member) => member !== leader);
  }

  /** Starts a member on its old data; `ready` tells when it answers. */
  startAgain(member: Member): Promise<void> {
    return member.start(this.peerUrls(), 'existing');
  }

  /** Starts a member on its old data and waits until it answers. */
  async restart(member: Member): Promise<void> {
    await this.startAgain(member);
    await member.ready(READY_AGAIN);
  }

  /** One step of a rolling upgrade: graceful stop, other program (and its flags), start, ready. */
  async upgrade(member: Member, program: EtcdProgram): Promise<void> {
    await member.stop();
    member.useProgram(program);
    await this.restart(member);
  }

  /** Adds the node as a learner, starts it and waits until it has joined; it catches up by itself. */
  async addLearner(node: Node, program: EtcdProgram = this.options.program): Promise<Member> {
    await this.network.attach(node);
    const member = this.memberOn(node, program);
    await this.letIn(member);
    return member;
  }

  /** Takes a member out, forgets its data, and lets it in again as a learner, which has another id. */
  async replace(member: Member): Promise<void> {
    await this.takeOut(member);
    await rm(member.dataDir, { recursive: true });
    await this.letIn(member);
  }

  /** Makes a learner a voting member once it has caught up, and waits until it answers as one. */
  async promote(learner: Member): Promise<void> {
    const leader = await this.leader();
    const id = await this.idOf(learner);
    await this.membership.agreed(
      { kind: 'promote', member: learner.name, id },
      () => leader.client.cluster.memberPromote({ ID: id }).then(() => id),
      {
        again: /can only promote a learner member which is in sync/,
        done: /can only promote a learner member$/,
      },
    );
    this.learners.delete(learner);
    await learner.ready(READY_AGAIN);
  }

  /** Tells the cluster by which URLs a member's peers reach it from now on. */
  async updatePeerUrls(member: Member, peerUrls: readonly string[]): Promise<void> {
    const leader = await this.leader();
    const id = await this.idOf(member);
    await this.membership.agreed({ kind: 'update', member: member.name, id, peerUrls: [...peerUrls] }, () =>
      leader.client.cluster.memberUpdate({ ID: id, peerURLs: [...peerUrls] }).then(() => id),
    );
  }

  /** Writes down whom each voting member lists. */
  async tellMembers(): Promise<void> {
    const { journal } = this.options;
    for (const member of this.voters) {
      journal.write(await memberListRecord(member, () => journal.clock()));
    }
  }

  /** Takes a member out of the cluster; its program then ends by itself, as etcd documents. */
  async remove(member: Member): Promise<void> {
    await this.takeOut(member);
    member.close();
  }

  /** Ends the harness's own watching; programs end with their nodes. */
  async close(): Promise<void> {
    await this.leaderWatch?.close();
    this.list.forEach((member) => member.close());
  }

  private async takeOut(member: Member): Promise<void> {
    const id = await this.idOf(member);
    member.expectEnd();
    this.list.splice(this.list.indexOf(member), 1);
    this.learners.delete(member);
    // Through one that stays: the leader may be the one that goes.
    const [asked] = this.list;
    await this.membership.agreed(
      { kind: 'remove', member: member.name, id },
      async () => {
        await asked?.client.cluster.memberRemove({ ID: id });
        return id;
      },
      { again: NOT_YET, done: /member not found/ },
    );
    await until(() => !member.isRunning, { within: 30_000, what: `removed member ${member.name} to end` });
    member.left();
  }

  private async letIn(member: Member): Promise<void> {
    await this.membership.agreed(
      { kind: 'add-learner', member: member.name, peerUrls: [member.peerUrl] },
      async () => {
        const leader = await this.leader();
        const added = await leader.client.cluster.memberAdd({ peerURLs: [member.peerUrl], isLearner: true });
        return added.member.ID;
      },
      { again: NOT_YET, done: /Peer URLs already exists/i },
    );
    this.learners.add(member);
    this.list.push(member);
    await this.startAgain(member);
    await until(async () => (await this.entryOf(member)).name === member.name, {
      ...{ within: READY_AGAIN, every: 100 },
      what: `learner ${member.name} to join`,
    });
  }

  private async idOf(member: Member): Promise<string> {
    return (await this.entryOf(member)).ID;
  }

  /** What the leader lists a member as; it has no name before it has joined. */
  private async entryOf(member: Member) {
    const leader = await this.leader();
    const members = await until(
      () =>
        leader.client.cluster.memberList({}).then(
          (answer) => answer.members,
          () => undefined,
        ),
      { within: ASKED_AGAIN, every: 100, what: `${leader.name} to list the members` },
    );
    const entry = members.find((one) => one.peerURLs.includes(member.peerUrl));
    if (entry === undefined) {
      throw new Error(`the cluster knows no member at ${member.peerUrl}`);
    }
    return entry;
  }

  private memberOn(node: Node, program: EtcdProgram = this.options.program): Member {
    const { journal, flags, security } = this.options;
    return new Member(node, program, this.timers, journal, flags, security?.(node));
  }

  private peerUrls(): Record<string, string> {
    return Object.fromEntries(this.list.map((member) => [member.name, member.peerUrl]));
  }

  private async firstQuorum(startOthers: () => Promise<void>): Promise<void> {
    try {
      await startOthers();
      await Promise.all(this.list.map((member) => member.ready(FIRST_QUORUM)));
    } catch (error) {
      this.list.forEach((member) => member.close());
      // A member that was not started yet has no log.
      const started = this.list.filter((member) => existsSync(member.log));
      const words = await Promise.all(started.map(async ({ log }) => quotable(await lastWords(log, 0))));
      throw Refusal.environment(
        `no quorum formed before the first step: ${(error as Error).message}`,
        words.flat().join('\n'),
      );
    }
  }
}
