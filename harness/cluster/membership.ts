import type { Journal } from '../journal/journal';
import type { RecordOf } from '../journal/record';
import { until } from '../time/until';
import type { Member } from './member';

/** A change of who the members are, before it is asked for. */
export type Change = Pick<RecordOf<'membership'>, 'kind' | 'member' | 'id' | 'peerUrls'>;

/** Thrown where etcd refused a change for good: that is a result, to be judged from the journal. */
export class ChangeRefused extends Error {
  override readonly name = 'ChangeRefused';
}

/** Words with which etcd refuses a change before it proposes it. Source: api/v3rpc/rpctypes/error.go. */
const NOT_DONE = [
  'etcdserver: unhealthy cluster',
  'etcdserver: can only promote a learner member',
  'etcdserver: re-configuration failed due to not enough started members',
  'etcdserver: member ID already exist',
  'etcdserver: Peer URLs already exists',
  'etcdserver: member not found',
  'etcdserver: too many learner members in cluster',
];

interface Patience {
  /** What is asked again: etcd is not ready for it yet, or its answer was lost. */
  readonly again?: RegExp;
  /** What it says to somebody who asks again for what was done already. */
  readonly done?: RegExp;
}

/** Asks for changes of the membership, each written down with what became of it. */
export class Membership {
  private changes = 0;

  constructor(private readonly journal: Journal) {}

  /**
   * Asks until etcd agrees: what it refuses because it is not ready yet is asked again, as one change more.
   * @param ask resolves to the id of the member that it is about
   * @throws ChangeRefused where etcd refuses otherwise, WaitedInVain where it is never ready
   */
  async agreed(
    change: Change,
    ask: () => Promise<string>,
    { again = /etcdserver: unhealthy cluster/, done }: Patience = {},
  ): Promise<void> {
    await until(
      async () => {
        const refusal = await this.once(change, ask);
        if (refusal === undefined || done?.test(refusal) === true) {
          return true;
        }
        if (again.test(refusal)) {
          return false;
        }
        throw new ChangeRefused(`${change.kind} of ${change.member}: ${refusal}`);
      },
      { within: 30_000, every: 250, what: `${change.kind} of ${change.member} to be agreed to` },
    );
  }

  /** @returns why it was not done, or may not have been; undefined where it was */
  private async once(change: Change, ask: () => Promise<string>): Promise<string | undefined> {
    const number = (this.changes += 1);
    const note = (after: Pick<RecordOf<'membership'>, 'state' | 'id' | 'error'>) =>
      this.journal.write({
        ...{ type: 'membership', t: this.journal.clock(), change: number },
        ...{ ...change, ...after },
      });
    note({ state: 'asked' });
    try {
      note({ state: 'ok', id: await ask() });
      return undefined;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown.message : String(thrown);
      note({ state: NOT_DONE.some((words) => error.includes(words)) ? 'fail' : 'unknown', error });
      return error;
    }
  }
}

/** Whom a member itself lists, past all proxies. A learner does not tell. */
export async function memberListRecord(
  member: Member,
  clock: () => number,
): Promise<RecordOf<'member-list'>> {
  // Not linearizable, so that it is its own account.
  const { members } = await member.client.cluster.memberList({});
  return {
    type: 'member-list',
    t: clock(),
    member: member.name,
    members: members.map(({ ID, name, peerURLs, isLearner }) => ({
      ...{ id: ID, name, peerUrls: [...peerURLs].sort() },
      learner: isLearner,
    })),
  };
}
