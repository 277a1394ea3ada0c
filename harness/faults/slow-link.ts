import type { Cluster } from '../cluster/cluster';
import type { Fault } from './fault';
import { observe } from './observe';
import { bothWays, disturb, healLinks, probeLink } from './path';
import { needsThree } from './quorum-without';

const KILOBYTES_A_SECOND = 32;
const REQUEST_BYTES = 16 * 1024;
/**
 * etcd answers a path that is not clean with a redirect to the clean one, which repeats the query: what goes
 * up comes down again, twice, so one request shows both streams.
 */
const ECHOED = `//version?${'x'.repeat(REQUEST_BYTES)}`;
/** Once up and twice down takes 1.5 s at the rate; a whole link takes some milliseconds. */
const LEAST_MS = 1_200;

/** One link carries little: raft messages queue behind each other, and snapshots take long. */
export const slowLink: Fault = {
  name: 'slow-link',
  describe: `a link's bandwidth cut down to ${KILOBYTES_A_SECOND} KB/s, each way`,
  disturbs: 'links',
  aims: ['leader', 'follower'],
  unavailable: needsThree,
  prepare: ({ cluster, victim, other }) => {
    const far = other ?? victim;
    const pairs = bothWays([victim], [far]);
    return Promise.resolve({
      target: `${victim} - ${far}`,
      quorum: true,
      out: [],
      inject: () => disturb(cluster, pairs, { type: 'bandwidth', rate: KILOBYTES_A_SECOND }),
      prove: () =>
        observe(
          async () => {
            const measured: string[] = [];
            for (const [from, to] of pairs) {
              const took = await timeOf(cluster, from, to);
              if (took === undefined || took < LEAST_MS) {
                return undefined;
              }
              measured.push(`${from} → ${to} ${took.toFixed(0)} ms`);
            }
            return `${REQUEST_BYTES / 1024} KiB there and twice that back took ${measured.join(', ')}`;
          },
          `${REQUEST_BYTES / 1024} KiB there and twice that back to take at least ${LEAST_MS} ms`,
          15_000,
        ),
      heal: () =>
        healLinks(
          cluster,
          pairs,
          async (from, to) => ((await timeOf(cluster, from, to)) ?? Infinity) < LEAST_MS,
        ),
    });
  },
};

/** @returns milliseconds from the first byte up to the last byte down; undefined where it was not answered */
async function timeOf(cluster: Cluster, from: string, to: string): Promise<number | undefined> {
  const request = { path: ECHOED, count: 1, deadline: 5_000, bytes: 2 * REQUEST_BYTES };
  return (await probeLink(cluster, from, to, request)).answered[0];
}
