import { cp, rm } from 'node:fs/promises';
import type { Cluster } from '../../cluster/cluster';
import type { Member } from '../../cluster/member';
import { statusOf } from '../../cluster/status';
import { until } from '../../time/until';

/** Acknowledged writes by which a copy must be behind before it is worth going back to. */
export const OLD_ENOUGH = 200;

export async function killed(member: Member): Promise<void> {
  const { process } = member;
  await member.kill();
  await until(async () => (await process.state()) === 'gone', {
    within: 10_000,
    what: `${member.name} to be gone`,
  });
  await process.exited;
}

/** Takes a copy of a member's data as a crash would leave it. @returns the copy's path */
export async function copyOf(cluster: Cluster, member: Member): Promise<string> {
  await killed(member);
  const copy = `${member.dataDir}-old`;
  await cp(member.dataDir, copy, { recursive: true });
  await cluster.restart(member);
  return copy;
}

/** Waits until so many revisions have been made that going back loses acknowledged writes. */
export async function outdated(cluster: Cluster): Promise<void> {
  const leader = await cluster.leader();
  const { revision } = await statusOf(leader);
  await until(async () => (await statusOf(leader)).revision >= revision + OLD_ENOUGH, {
    within: 60_000,
    every: 100,
    what: `${OLD_ENOUGH} more revisions`,
  });
}

/** Puts a copy in the place of the data of a member that is down. */
export async function goBack(member: Member, copy: string): Promise<void> {
  await rm(member.dataDir, { recursive: true });
  await cp(copy, member.dataDir, { recursive: true });
}
