import type { Cluster } from '../../cluster/cluster';
import { copyOf, goBack, killed, outdated } from './data-folder';

/**
 * A majority goes back in time while the only member that knows better is frozen: they elect a leader and
 * go on writing, and what was acknowledged in between is lost.
 */
export async function rollbackMajority(cluster: Cluster): Promise<void> {
  const majority = cluster.members.slice(0, Math.floor(cluster.members.length / 2) + 1);
  const rest = cluster.members.slice(majority.length);
  const copies = new Map<string, string>();
  for (const member of majority) {
    copies.set(member.name, await copyOf(cluster, member));
  }
  await outdated(cluster);
  await Promise.all(rest.map((member) => member.freeze()));
  await Promise.all(majority.map(killed));
  await Promise.all(majority.map((member) => goBack(member, copies.get(member.name) as string)));
  await Promise.all(majority.map((member) => cluster.restart(member)));
  await outdated(cluster);
  await Promise.all(rest.map((member) => member.thaw()));
  await Promise.all(rest.map((member) => member.ready(60_000)));
}
