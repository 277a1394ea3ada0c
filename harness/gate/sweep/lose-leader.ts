import { endOfLog, raftRecords } from '../../cluster/raft-log';
import type { Member } from '../../cluster/member';
import type { Fault } from '../../faults/fault';
import { carryOut } from '../../faults/carry-out';
import { freeze } from '../../faults/freeze';
import { kill } from '../../faults/kill';
import type { RecordingClient } from '../../workload/recording-client';
import { until, WaitedInVain } from '../../time/until';
import type { Stand } from '../bench';
import { viewOf } from './settle';

const LOSSES = { kill, freeze } as const;

export interface Loss {
  readonly how: keyof typeof LOSSES;
  /** Number of the fault in the journal. */
  readonly number: number;
  /** A lock that is held through a member that stays is to run out too. */
  readonly lock: boolean;
  /** Milliseconds in which another member has to be elected. */
  readonly within: number;
}

/** Milliseconds, far above the longest lease that is granted where a short one is asked for. */
const RELEASED_WITHIN = 120_000;

/**
 * The leader is taken away, and comes back once another one has been elected and a write has been acknowledged through a
 * member that stayed.
 * @param shorten takes all distance away: a member comes back sooner without, and one that elects nobody at it not at all
 * @returns after how many milliseconds somebody was elected, Infinity where nobody was in time; all distance is gone
 */
export async function loseLeader(
  stand: Stand,
  { how, number, lock, within }: Loss,
  clientAt: (member: string) => RecordingClient,
  shorten: () => Promise<void>,
): Promise<number> {
  const { cluster, journal, recorders } = stand;
  const leader = await cluster.leader();
  const survivors = cluster.members.filter((member) => member !== leader);
  const [survivor] = survivors as [Member, ...Member[]];
  const fault: Fault = LOSSES[how];
  const injection = await fault.prepare({
    ...{ cluster, victim: leader.name, other: survivor.name, operator: clientAt },
    ...{ recorded: () => recorders.revision, spares: [] },
  });
  const before = await viewOf(survivors);
  const ends = await Promise.all(survivors.map(endOfLog));
  const held = lock && (await holdLock(clientAt(survivor.name), number));
  const injected = journal.clock();
  const seen = { elected: false };
  await carryOut(injection, {
    note: (state, proof) =>
      journal.write({
        ...{ type: 'fault', t: journal.clock(), fault: number, name: fault.name },
        ...{ target: injection.target, state, quorum: injection.quorum },
        ...(proof === undefined ? {} : { proof }),
      }),
    meanwhile: async () => {
      seen.elected = await comesAbout(
        async () =>
          // A write that is handed to the lost leader is answered by nobody, and would be waited for.
          (await isFollowed(survivors, before)) && acknowledged(clientAt(survivor.name), number),
        within,
      );
      if (seen.elected && held) {
        await until(() => released(clientAt(survivor.name), number), {
          ...{ within: RELEASED_WITHIN, every: 200 },
          what: 'the lock of a lost holder to be released',
        });
      }
      await shorten();
    },
  });
  const logged = await Promise.all(
    survivors.map((member, index) => raftRecords(member, ends[index] as number, () => journal.clock())),
  );
  const records = logged.flat();
  records.forEach((record) => journal.write(record));
  const won = records.filter(({ event }) => event === 'leads');
  return seen.elected ? (Math.min(...won.map(({ t }) => t)) - injected) / 1000 : Infinity;
}

async function comesAbout(look: () => Promise<boolean>, within: number): Promise<boolean> {
  try {
    return await until(look, { within, every: 50, what: 'a write after the leader was lost' });
  } catch (error) {
    if (error instanceof WaitedInVain) {
      return false;
    }
    throw error;
  }
}

async function isFollowed(survivors: readonly Member[], before: string | undefined): Promise<boolean> {
  const now = await viewOf(survivors);
  return now !== undefined && now !== before;
}

const lockKey = (number: number): string => `sweep-lock/${number}`;

/**
 * A lock as any other: a key with a lease, of the shortest time that etcd grants, which nobody renews from here on.
 * @returns whether it could be had
 */
async function holdLock(client: RecordingClient, number: number): Promise<boolean> {
  const granted = await client.perform({ grant: { ttl: 1 } });
  if (granted.is !== 'ok' || !('grant' in granted.response)) {
    return false;
  }
  const { lease } = granted.response.grant;
  const put = { key: lockKey(number), value: `lock-${number}`, lease };
  return (await client.perform({ put })).is === 'ok';
}

async function acknowledged(client: RecordingClient, number: number): Promise<boolean> {
  tries += 1;
  const put = { key: `sweep-elected/${number}`, value: `elected-${number}-${tries}` };
  return (await client.perform({ put })).is === 'ok';
}
/** Values are unique in a journal. */
let tries = 0;

async function released(client: RecordingClient, number: number): Promise<boolean> {
  const outcome = await client.perform({ range: { key: lockKey(number) } });
  return outcome.is === 'ok' && 'range' in outcome.response && outcome.response.range.count === 0;
}
