import type { Cluster } from '../cluster/cluster';
import type { Fault } from './fault';
import { observe } from './observe';
import { bothWays, disturb, healLinks, probeLink } from './path';
import { needsThree } from './quorum-without';

const ROUND_TRIP_MS = 80;
const JITTER_MS = 10;
const PROBES = 11;

/** Each stream's delay is never below its latency less its jitter, however fast or slow the machine is. */
const LEAST_MS = ROUND_TRIP_MS - 2 * JITTER_MS;

/** One link becomes slow and uneven: half of the round trip on each stream, each with its own jitter. */
export const latency: Fault = {
  name: 'latency',
  describe: `a link's round trip raised to ${ROUND_TRIP_MS} ms with ${JITTER_MS} ms of jitter each way`,
  disturbs: 'links',
  aims: ['leader', 'follower'],
  unavailable: needsThree,
  prepare: ({ cluster, victim, other }) => {
    const far = other ?? victim;
    const pairs = bothWays([victim], [far]);
    const effect = { type: 'latency', latency: ROUND_TRIP_MS / 2, jitter: JITTER_MS } as const;
    return Promise.resolve({
      target: `${victim} - ${far}`,
      quorum: true,
      out: [],
      inject: () => disturb(cluster, pairs, effect),
      prove: () =>
        observe(
          async () => {
            const measured: string[] = [];
            for (const [from, to] of pairs) {
              const times = await roundTrips(cluster, from, to);
              const median = times[Math.floor(times.length / 2)];
              if (median === undefined || times.length < PROBES || (times[0] ?? 0) < LEAST_MS) {
                return undefined;
              }
              measured.push(`${from} → ${to} ${median.toFixed(1)} ms`);
            }
            return `median round trip ${measured.join(', ')}, none below ${LEAST_MS} ms`;
          },
          `${PROBES} round trips of at least ${LEAST_MS} ms both ways`,
          10_000,
        ),
      heal: () =>
        healLinks(cluster, pairs, async (from, to) => {
          const [shortest = Infinity] = await roundTrips(cluster, from, to);
          return shortest < LEAST_MS;
        }),
    });
  },
};

/** @returns what was answered, in milliseconds, the shortest first */
async function roundTrips(cluster: Cluster, from: string, to: string): Promise<number[]> {
  const { answered } = await probeLink(cluster, from, to, { count: PROBES, deadline: 2_000 });
  return [...answered].sort((one, other) => one - other);
}
