import { readFile } from 'node:fs/promises';
import type { Member } from '../cluster/member';
import { isolate } from '../faults/isolate';
import { until } from '../time/until';
import { revisionOf, type Stage } from './stage';

const AT_ONCE = 50;
const APPLIED = '"msg":"applied snapshot"';

export interface LeftBehind {
  /** So many raft entries are written while the member is cut off. */
  readonly entries: number;
  /** What is done at the member before they are; it is cut off already. */
  readonly before: (behind: Member) => Promise<void>;
}

/**
 * A follower is cut off until the leader's log no longer holds what it missed, so that it gets a snapshot in
 * place of the log. Its links are cut, since a frozen member's sockets keep what was sent to it meanwhile.
 */
export async function leftBehind(stage: Stage, { entries, before }: LeftBehind): Promise<Member> {
  const [behind] = await stage.cluster.followers();
  if (behind === undefined) {
    throw new Error('a cluster of one member has no follower to leave behind');
  }
  const snapshots = await applied(behind);
  await stage.during(isolate, behind.name, async () => {
    await before(behind);
    const leader = await stage.cluster.leader();
    await write(stage, leader.name, entries);
  });
  await until(async () => (await applied(behind)) > snapshots, {
    ...{ within: 30_000, every: 200 },
    what: `${behind.name} to log that it applied a snapshot`,
  });
  stage.triggered(`${behind.name} was ${entries} entries behind and applied a snapshot of the leader`);
  return behind;
}

/** @returns the revision of the last of these puts */
export async function write(stage: Stage, member: string, entries: number): Promise<number> {
  const key = 'written';
  let last = 0;
  for (let done = 0; done < entries; done += AT_ONCE) {
    const revisions = await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, entries - done) }, async () =>
        revisionOf(await stage.must(member, { put: { key, value: stage.unique() } })),
      ),
    );
    last = Math.max(...revisions);
  }
  return last;
}

const applied = async ({ log }: Member): Promise<number> =>
  (await readFile(log, 'utf8')).split(APPLIED).length - 1;
