import { z } from 'zod';
import { until } from '../time/until';
import type { RecordOf } from '../journal/record';
import type { Member } from './member';

export interface MemberStatus {
  readonly id: string;
  readonly version: string;
  /** Id of the leader as this member sees it; "0" while it sees none. */
  readonly leader: string;
  readonly term: number;
  readonly revision: number;
  /** Of the newest entry in the log that it knows of. */
  readonly raftIndex: number;
  readonly dbSize: number;
}

/** A member's own account, past all proxies. @throws the client's error where it does not answer in a second */
export async function statusOf(member: Member): Promise<MemberStatus> {
  const status = await member.client.maintenance.status();
  return {
    id: status.header.member_id,
    version: status.version,
    leader: status.leader,
    term: Number(status.raftTerm),
    revision: Number(status.header.revision),
    raftIndex: Number(status.raftIndex),
    dbSize: Number(status.dbSize),
  };
}

/** Like `statusOf`; undefined where the member does not answer. */
export async function statusIfAny(member: Member): Promise<MemberStatus | undefined> {
  return statusOf(member).catch(() => undefined);
}

/** Asks until the member answers. @throws WaitedInVain where it does not in ten seconds */
export function statusInTime(member: Member): Promise<MemberStatus> {
  const what = `${member.name} to tell its status`;
  return until(() => statusIfAny(member), { within: 10_000, every: 100, what });
}

const VersionAnswer = z.object({ etcdserver: z.string(), etcdcluster: z.string() });

/** The version that the members have agreed to behave like: the lowest minor of all of them. */
export async function clusterVersionOf(member: Member): Promise<string> {
  const answer = await fetch(`http://${member.address}/version`, { signal: AbortSignal.timeout(2_000) });
  return VersionAnswer.parse(await answer.json()).etcdcluster;
}

/** The whole account for the journal: status, cluster version and alarms. */
export async function statusRecord(
  member: Member,
  ids: ReadonlyMap<string, string>,
  t: number,
): Promise<RecordOf<'status'>> {
  const status = await statusOf(member);
  const { alarms } = await member.client.maintenance.alarm({});
  return {
    type: 'status',
    t,
    member: member.name,
    version: status.version,
    clusterVersion: await clusterVersionOf(member),
    leader: ids.get(status.leader) ?? status.leader,
    term: status.term,
    revision: status.revision,
    dbSize: status.dbSize,
    alarms: alarms.map(({ alarm, memberID }) => `${alarm} ${ids.get(memberID) ?? memberID}`),
  };
}
