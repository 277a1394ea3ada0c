import type { Cluster } from '../cluster/cluster';
import { hashKv } from '../cluster/hash-kv';
import { setTimeout as pause } from 'node:timers/promises';
import { clusterVersionOf, statusRecord, statusOf } from '../cluster/status';
import type { Member } from '../cluster/member';
import { memberListRecord } from '../cluster/membership';
import { EVERY_KEY } from '../workload/watcher';
import type { RecordingClient } from '../workload/recording-client';
import { until, WaitedInVain } from '../time/until';
import { Operators, type Stand } from './bench';
import { breaksOff } from './broken-off';

const PAGE = 500;
const CATCH_UP = 30_000;
const PATIENCE = 10_000;
/** The leader looks every 5 s whether all members are new enough for a higher cluster version. */
const RAISE = 20_000;

/**
 * The end of a run, after clients have stopped: a write through each member as a barrier, the whole content
 * of each member at one revision, hashes and statuses. What a member cannot answer is missing from the
 * journal, and judged as missing.
 */
export async function finish({ plan, cluster, journal, numbers, recorders }: Stand): Promise<void> {
  const finals = new Operators(cluster, journal, numbers, 'final', 'final');
  try {
    // A learner answers nothing of all this.
    const members = cluster.voters.filter((member) => member.isRunning);
    const revision = await barrier(members, finals);
    await Promise.all(members.map((member) => readAll(finals.at(member.name), revision)));
    await hashes(cluster, members, revision, (record) => journal.write({ ...record, t: journal.clock() }));
    if (cluster.members.every(({ isRunning, version }) => isRunning && version === plan.subject.to)) {
      await versionRaised(members, plan.subject.to);
    }
    const ids = new Map<string, string>();
    for (const member of members) {
      ids.set((await answered(member, () => statusOf(member))).id, member.name);
    }
    for (const member of members) {
      journal.write(await answered(member, () => statusRecord(member, ids, journal.clock())));
      journal.write(await answered(member, () => memberListRecord(member, () => journal.clock())));
    }
    await recorders.reach(revision, CATCH_UP);
  } finally {
    finals.close();
  }
}

/** Asks a member until it answers. @throws WaitedInVain with its last error where it never does */
async function answered<T>(member: Member, ask: () => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > end) {
        throw new WaitedInVain(
          `${member.name} did not tell its state for ${PATIENCE / 1000} s: ${String(error)}`,
        );
      }
      await pause(100);
    }
  }
}

/** Waits until members say the cluster version of a release; what they say when that takes too long is judged. */
async function versionRaised(members: readonly Member[], version: string): Promise<void> {
  const release = version.split('.').slice(0, 2).join('.');
  const raised = async (): Promise<true | undefined> => {
    const said = await Promise.all(members.map((member) => answered(member, () => clusterVersionOf(member))));
    return said.every((one) => one.startsWith(`${release}.`)) ? true : undefined;
  };
  await until(raised, { within: RAISE, every: 200, what: `cluster version ${release}` }).catch(
    (error: unknown) => {
      if (!breaksOff(error)) {
        throw error;
      }
    },
  );
}

/**
 * @returns the revision of the newest barrier write
 * @throws WaitedInVain where no member acknowledged one: nothing can then be read as of a common revision
 */
async function barrier(members: readonly Member[], finals: Operators): Promise<number> {
  const revisions: number[] = [];
  for (const { name } of members) {
    const outcome = await finals
      .at(name)
      .perform({ put: { key: `barrier/${name}`, value: `final-${name}` } });
    if (outcome.is === 'ok' && 'put' in outcome.response) {
      revisions.push(outcome.response.put.revision);
    }
  }
  if (revisions.length === 0) {
    throw new WaitedInVain('no member acknowledged its final write');
  }
  return Math.max(...revisions);
}

/**
 * Every key as of one revision, page by page. The first read is linearizable, so the member has applied all
 * that was acknowledged; the pages are its own content.
 */
async function readAll(client: RecordingClient, revision: number): Promise<void> {
  await client.perform({ range: { key: 'barrier/' } });
  let key: string = EVERY_KEY.key;
  for (;;) {
    const range = { key, end: EVERY_KEY.end, revision, limit: PAGE, serializable: true as const };
    const outcome = await client.perform({ range });
    const page = outcome.is === 'ok' && 'range' in outcome.response ? outcome.response.range : undefined;
    const last = page?.kvs.at(-1);
    if (page?.more !== true || last === undefined) {
      return;
    }
    key = `${last.key}\0`;
  }
}

interface HashRecord {
  readonly type: 'hash';
  readonly member: string;
  readonly revision: number;
  readonly compactRevision: number;
  readonly hash: string;
}

/**
 * HashKV of all members compares only at one revision and one compacted revision; a compaction may still be
 * going on, so this asks again for a while and then writes down what there is.
 */
async function hashes(
  { network }: Cluster,
  members: readonly Member[],
  revision: number,
  write: (record: HashRecord) => void,
): Promise<void> {
  const ask = (): Promise<HashRecord[]> =>
    Promise.all(
      members.map(async (member) => {
        const answer = await answered(member, () => hashKv(network.door(member.name), revision));
        return { type: 'hash', member: member.name, revision, ...answer };
      }),
    );
  const comparable = await until(
    async () => {
      const records = await ask();
      return new Set(records.map((record) => record.compactRevision)).size === 1 ? records : undefined;
    },
    { within: 10_000, every: 200, what: 'equal compacted revisions of all members' },
  ).catch((error: unknown) => {
    if (breaksOff(error)) {
      return ask();
    }
    throw error;
  });
  comparable.forEach(write);
}
