import { authStateOf } from '../cluster/auth-state';
import type { Cluster } from '../cluster/cluster';
import { hashKv } from '../cluster/hash-kv';
import { clusterVersionOf, statusRecord, statusOf } from '../cluster/status';
import type { Member } from '../cluster/member';
import { memberListRecord } from '../cluster/membership';
import { EVERY_KEY } from '../workload/watcher';
import type { RecordingClient } from '../workload/recording-client';
import { until, WaitedInVain } from '../time/until';
import { Operators, type Stand } from './bench';
import { answered, untilEqual } from './answered';
import { breaksOff } from './broken-off';

const PAGE = 500;
const CATCH_UP = 30_000;
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
    const clock = (): number => journal.clock();
    for (const record of await hashes(cluster, members, revision, clock)) {
      if (record !== undefined) {
        journal.write(record);
      }
    }
    if (cluster.members.every(({ isRunning, version }) => isRunning && version === plan.subject.to)) {
      await versionRaised(members, plan.subject.to);
    }
    const ids = new Map<string, string>();
    for (const member of members) {
      ids.set((await answered(member, () => statusOf(member))).id, member.name);
    }
    for (const member of members) {
      journal.write(await answered(member, () => statusRecord(member, ids, clock())));
      journal.write(await answered(member, () => memberListRecord(member, clock)));
    }
    await recorders.reach(revision, CATCH_UP);
    if (plan.criteria.includes('auth-agrees')) {
      (await authStates(cluster, members, clock)).forEach((record) => journal.write(record));
    }
  } finally {
    finals.close();
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

/** Hashes are comparable only at one compacted revision, and a compaction may still be going on. */
const hashes = ({ network }: Cluster, members: readonly Member[], revision: number, clock: () => number) =>
  untilEqual(members, async (member) => {
    const answer = await hashKv(network.door(member.name), revision).catch(unlessBehind);
    const record =
      answer && ({ type: 'hash', t: clock(), member: member.name, revision, ...answer } as const);
    return { record, same: answer?.compactRevision };
  });

/** A member that answers, and never got to a revision that was acknowledged, has no hash of it. */
function unlessBehind(error: Error): undefined {
  if (error.message.includes('required revision is a future revision')) {
    return undefined;
  }
  throw error;
}

const authStates = ({ network }: Cluster, members: readonly Member[], clock: () => number) =>
  untilEqual(members, async (member) => {
    const state = await authStateOf(network.door(member.name));
    const record = { type: 'auth-state', t: clock(), member: member.name, ...state } as const;
    return { record, same: JSON.stringify([record.content, record.revision]) };
  });
