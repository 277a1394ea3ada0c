import type { Cluster } from '../../cluster/cluster';
import { until } from '../../time/until';
import { copyOf, goBack, killed, outdated } from './data-folder';

/**
 * The leader dies, another is elected, and the old one comes back on an older disk. No leader counts on what
 * it had acknowledged any more, so raft repairs it without a word.
 */
export async function rollbackExLeader(cluster: Cluster): Promise<void> {
  const first = await cluster.leader();
  const copy = await copyOf(cluster, first);
  const { members } = cluster;
  const heir = await cluster.leader();
  if (heir !== first) {
    await moveBack(cluster, first.name);
  }
  await outdated(cluster);
  await killed(first);
  await until(async () => (await cluster.leader()) !== first, { within: 30_000, what: 'another leader' });
  await goBack(first, copy);
  await cluster.restart(first);
  await Promise.all(members.map((member) => member.ready(60_000)));
}

async function moveBack(cluster: Cluster, name: string): Promise<void> {
  const leader = await cluster.leader();
  const { header } = await cluster.member(name).client.maintenance.status();
  await leader.client.maintenance.moveLeader({ targetID: header.member_id });
}
