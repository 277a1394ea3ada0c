import { DEFAULT_TIMERS } from '../journal/header';
import { Member, MemberDown, type EtcdProgram } from '../cluster/member';
import { layOut, type Snapshot } from '../cluster/restore-snapshot';
import { memberSecurity, Pki } from '../kubernetes/pki';
import type { Runtime } from '../runtime/runtime';
import { until, WaitedInVain } from '../time/until';
import { dedicated } from '../topology/dedicated';
import { RootAccess } from './access';
import { CrashNotes } from './crash-notes';

const MEMBERS = 3;
/** Milliseconds that one try may take: a member that has no leader yet answers none. */
const ANSWERS = 1_000;
/** Milliseconds in which what a member that ended has said is read from its log. */
const LAST_WORDS = 1_000;
/** Milliseconds for a first quorum, and for reading the database in at some megabytes a second. */
const FIRST_ANSWER = 60_000;
const BYTES_A_MILLISECOND = 5_000;

/** Thrown where members do not come to answer, and none of them has ended. */
export class NotServed extends Error {
  override readonly name = 'NotServed';
}

/** Three members of a new cluster, on nodes of their own, that begin with a snapshot. */
export class RestoredMembers {
  private constructor(
    readonly members: readonly Member[],
    readonly access: RootAccess,
    private readonly notes: CrashNotes,
  ) {}

  static async on(runtime: Runtime, program: EtcdProgram): Promise<RestoredMembers> {
    const nodes = await runtime.createNodes(dedicated(MEMBERS).nodes);
    const hosts = Object.fromEntries(nodes.map(({ name, address }) => [name, address]));
    await Promise.all(nodes.map((node) => node.setHosts(hosts)));
    const pki = await Pki.create();
    await Promise.all(nodes.map((node) => pki.writeMember(node)));
    const notes = new CrashNotes();
    const members = nodes.map(
      (node) => new Member(node, program, DEFAULT_TIMERS, notes, undefined, memberSecurity(node)),
    );
    return new RestoredMembers(members, await RootAccess.create(pki), notes);
  }

  /** @returns why etcdutl refused, in its own words; undefined where the data is laid out */
  layOut(snapshot: Snapshot): Promise<string | undefined> {
    return layOut(snapshot, this.members, this.peerUrls);
  }

  /**
   * Starts them one after another and waits until each answers a linearizable read. Before it serves, a member asks its peers for
   * a hash of what they hold, and those that listen but do not serve yet leave it waiting, for 7 s where two are started at once.
   * @param bytes of the snapshot
   * @throws NotServed where they do not in time, MemberDown where one ended
   */
  async start(bytes: number): Promise<void> {
    const within = FIRST_ANSWER + bytes / BYTES_A_MILLISECOND;
    try {
      for (const member of this.members) {
        await member.start(this.peerUrls, 'new');
        await member.servesPeers(within);
      }
      await Promise.all(this.members.map((member) => this.answers(member, within)));
    } catch (error) {
      throw error instanceof WaitedInVain ? new NotServed(error.message) : error;
    }
  }

  /** How a member ended by itself, with its last words; undefined where none did. */
  async crash(): Promise<string | undefined> {
    try {
      return await until(() => this.notes.first, {
        within: LAST_WORDS,
        what: 'what a member said before it ended',
      });
    } catch (error) {
      if (error instanceof WaitedInVain) {
        return undefined;
      }
      throw error;
    }
  }

  close(): void {
    this.members.forEach((member) => member.close());
  }

  private get peerUrls(): Record<string, string> {
    return Object.fromEntries(this.members.map(({ name, peerUrl }) => [name, peerUrl]));
  }

  private async answers(member: Member, within: number): Promise<void> {
    const client = this.access.client(member, ANSWERS);
    try {
      await until(
        () => {
          if (!this.members.every(({ isRunning }) => isRunning)) {
            throw new MemberDown(`${member.name} waits for a member that ended`);
          }
          return client.kv.range({ key: Buffer.from('ready') }).then(
            () => true,
            () => false,
          );
        },
        { within, every: 50, what: `${member.name} to answer a linearizable read` },
      );
    } finally {
      client.close();
    }
  }
}
