import { statusRecord, statusOf } from '../cluster/status';
import type { Member } from '../cluster/member';
import { EVERY_KEY } from '../workload/watcher';
import type { RecordingClient } from '../workload/recording-client';
import { until } from '../time/until';
import { Operators, type Bench } from './bench';
import { breaksOff } from './broken-off';

const PAGE = 500;
const CATCH_UP = 30_000;

/**
 * The end of a run, after clients have stopped: a write through each member as a barrier, the whole content
 * of each member at one revision, hashes and statuses. What a member cannot answer is missing from the
 * journal, and judged as missing.
 */
export async function finish({ cluster, journal, numbers, recorders }: Bench): Promise<void> {
  const finals = new Operators(cluster, journal, numbers, 'final', 'final');
  try {
    const members = cluster.members.filter((member) => member.isRunning);
    const revision = await barrier(members, finals);
    await Promise.all(members.map((member) => readAll(finals.at(member.name), revision)));
    await hashes(members, revision, (record) => journal.write({ ...record, t: journal.clock() }));
    const ids = new Map<string, string>();
    for (const member of members) {
      ids.set((await statusOf(member)).id, member.name);
    }
    for (const member of members) {
      journal.write(await statusRecord(member, ids, journal.clock()));
    }
    await recorders.reach(revision, CATCH_UP);
  } finally {
    finals.close();
  }
}

/** @returns the revision of the newest barrier write */
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
  return Math.max(1, ...revisions);
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
  members: readonly Member[],
  revision: number,
  write: (record: HashRecord) => void,
): Promise<void> {
  const ask = (): Promise<HashRecord[]> =>
    Promise.all(
      members.map(async (member) => {
        const answer = await member.client.maintenance.hashKV({ revision });
        const compactRevision = Number(answer.compact_revision);
        return { type: 'hash', member: member.name, revision, compactRevision, hash: answer.hash };
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
