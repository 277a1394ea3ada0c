import type { Cluster } from '../../cluster/cluster';
import { copyOf, goBack, killed, outdated } from './data-folder';

/**
 * A follower wakes up on a disk that is older than what it has acknowledged, under the leader that counts
 * on it. etcd cannot repair that, and the member should panic ("tocommit is out of range").
 */
export async function rollbackOne(cluster: Cluster): Promise<void> {
  const [follower] = await cluster.followers();
  if (follower === undefined) {
    throw new Error('needs a follower');
  }
  const copy = await copyOf(cluster, follower);
  await outdated(cluster);
  await killed(follower);
  await goBack(follower, copy);
  await cluster.restart(follower);
}
