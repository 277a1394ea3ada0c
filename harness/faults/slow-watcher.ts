import type { Cluster } from '../cluster/cluster';
import { until } from '../time/until';
import type { Fault } from './fault';
import { observe } from './observe';

const KILOBYTES_A_SECOND = 16;
/** A member's metrics are longer than this; at the rate that much takes 4 s. */
const BYTES = 64 * 1024;
const PATH = '/metrics';
const PATIENCE = 2_000;

/**
 * What one member sends to its clients comes slowly. Each connection has the rate to itself, so it is the
 * watches of everything that fall behind, and etcd has to hold for them what they did not take.
 */
export const slowWatcher: Fault = {
  name: 'slow-watcher',
  describe: `clients of a member read ${KILOBYTES_A_SECOND} KB/s on each connection at the most`,
  disturbs: 'links',
  aims: ['leader', 'follower'],
  unavailable: () => undefined,
  prepare: ({ cluster, victim }) => {
    const link = cluster.network.link(cluster.network.clientNode.name, victim);
    const direct = { at: cluster.member(victim).address };
    return Promise.resolve({
      target: `clients of ${victim}`,
      quorum: true,
      out: [],
      inject: () =>
        link.add({ stream: 'downstream', effect: { type: 'bandwidth', rate: KILOBYTES_A_SECOND } }),
      prove: () =>
        observe(
          async () => {
            const [slow, soon] = [await inTime(cluster, link), await inTime(cluster, direct)];
            return !slow && soon
              ? `${BYTES / 1024} KiB of ${victim} came within ${PATIENCE / 1000} s by the direct path, and not by its clients' link`
              : undefined;
          },
          `${BYTES / 1024} KiB of ${victim} not to come within ${PATIENCE / 1000} s by its clients' link`,
          10_000,
        ),
      heal: async () => {
        await link.heal();
        await until(() => inTime(cluster, link), {
          within: 15_000,
          what: `the clients' link of ${victim} to be whole again`,
        });
      },
    });
  },
};

async function inTime({ network }: Cluster, { at }: { readonly at: string }): Promise<boolean> {
  const probe = { at, path: PATH, count: 1, deadline: PATIENCE, bytes: BYTES } as const;
  return (await network.clientNode.probe(probe)).answered.length > 0;
}
