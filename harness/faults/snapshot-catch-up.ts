import { readFile, stat } from 'node:fs/promises';
import type { Member } from '../cluster/member';
import { metricsText } from '../cluster/metric';
import { until } from '../time/until';
import { statusInTime } from '../cluster/status';
import type { Fault } from './fault';
import { observe } from './observe';
import { bothWays, disturb, healLinks } from './path';
import { needsThree, quorumWithout } from './quorum-without';

const SNAPSHOT_COUNT = 500;
const CATCH_UP_ENTRIES = 100;
/** The leader keeps this many entries at the most: one snapshot's, those until the next, and the catch-up. */
const BEHIND = 2 * SNAPSHOT_COUNT + 2 * CATCH_UP_ENTRIES;
/** For 30 s after it sent a snapshot to anybody, a leader keeps all of its log and says so. */
const PAUSED = 'skip compaction since there is an inflight snapshot';
const AT_ONCE = 20;

/** A follower is away until the leader no longer has the log that it lacks, and is sent a snapshot in its place. */
export const snapshotCatchUp: Fault = {
  name: 'snapshot-catch-up',
  describe: 'a follower cut off until the log has gone on without it, and caught up by a snapshot',
  disturbs: 'cluster',
  aims: ['follower'],
  unavailable: needsThree,
  needs: {
    flags: (version) => [
      `--snapshot-count=${SNAPSHOT_COUNT}`,
      `--${version.startsWith('3.5.') ? 'experimental-' : ''}snapshot-catchup-entries=${CATCH_UP_ENTRIES}`,
    ],
  },
  overhead: 20_000,
  prepare: async ({ cluster, victim, other, operator }) => {
    const member = cluster.member(victim);
    const leader = cluster.member(other ?? victim);
    const cut = bothWays(
      [victim],
      cluster.members.map(({ name }) => name).filter((name) => name !== victim),
    );
    const received = (await snapshotsReceived(member)) ?? 0;
    const { id } = await statusInTime(member);
    const write = async (number: number): Promise<void> => {
      const value = `${id} ${received} ${performance.now()} ${number}`;
      await operator(leader.name).perform({ put: { key: `snapshot-catch-up/${number}`, value } });
    };
    return {
      target: victim,
      quorum: quorumWithout(1, cluster.members.length),
      out: [victim],
      inject: async () => {
        let start = await raftIndex(leader);
        let logged = (await stat(leader.log)).size;
        await disturb(cluster, cut, { type: 'blackhole' });
        await until(
          async () => {
            await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => write(number)));
            const index = await raftIndex(leader);
            const lines = (await readFile(leader.log)).subarray(logged);
            logged += lines.length;
            if (lines.includes(PAUSED)) {
              start = index;
            }
            return index >= start + BEHIND;
          },
          { within: 90_000, every: 0, what: `the log that ${victim} lacks to be compacted` },
        );
        await healLinks(cluster, cut);
      },
      prove: () =>
        observe(
          async () => {
            const now = await snapshotsReceived(member);
            return now !== undefined && now > received
              ? `etcd_network_snapshot_receive_success of ${victim} went from ${received} to ${now}`
              : undefined;
          },
          `${victim} to receive a snapshot`,
          20_000,
        ),
      heal: () => healLinks(cluster, cut),
    };
  },
};

const raftIndex = async (member: Member): Promise<number> => (await statusInTime(member)).raftIndex;

/** By the member's own metrics, from all peers together; undefined where it does not answer. */
async function snapshotsReceived(member: Member): Promise<number | undefined> {
  const text = await metricsText(member);
  return text
    ?.split('\n')
    .map((line) => /^etcd_network_snapshot_receive_success\{[^}]*\} (\S+)$/.exec(line)?.[1])
    .reduce((sum, count) => sum + Number(count ?? 0), 0);
}
