import type { Fault } from './fault';
import { healLinks, bothWays } from './path';
import { needsThree } from './quorum-without';
import { observe } from './observe';

const ROUND_TRIP_MS = 80;
const JITTER_MS = 10;
const PROBES = 11;

/** One link becomes slow and uneven: half of the round trip on each stream, each with its own jitter. */
export const latency: Fault = {
  name: 'latency',
  describe: `a link's round trip raised to ${ROUND_TRIP_MS} ms with ${JITTER_MS} ms of jitter each way`,
  aims: ['leader', 'follower'],
  unavailable: needsThree,
  prepare: ({ cluster, victim, other }) => {
    const far = other ?? victim;
    const pairs = bothWays([victim], [far]);
    const effect = { type: 'latency', latency: ROUND_TRIP_MS / 2, jitter: JITTER_MS } as const;
    return Promise.resolve({
      target: `${victim} - ${far}`,
      quorum: true,
      inject: async () => {
        for (const [from, to] of pairs) {
          await cluster.network
            .link(from, to)
            .add({ stream: 'upstream', effect }, { stream: 'downstream', effect });
        }
      },
      prove: () =>
        observe(
          async () => {
            const measured: string[] = [];
            for (const [from, to] of pairs) {
              const { address, port } = cluster.network.link(from, to);
              const probe = { address, port, path: '/version', count: PROBES, deadline: 2_000 };
              const { answered } = await cluster.member(from).node.probe(probe);
              const median = [...answered].sort((a, b) => a - b)[Math.floor(answered.length / 2)];
              if (median === undefined || Math.abs(median - ROUND_TRIP_MS) > tolerance) {
                return undefined;
              }
              measured.push(`${from} → ${to} ${median.toFixed(1)} ms`);
            }
            return `median round trip ${measured.join(', ')}`;
          },
          `a measured round trip of ${ROUND_TRIP_MS} ± ${tolerance} ms both ways`,
          10_000,
        ),
      heal: () => healLinks(cluster, pairs),
    });
  },
};

/** max(10 %, 2 ms), and what the jitter of two streams may move a median by. */
const tolerance = Math.max(0.1 * ROUND_TRIP_MS, 2) + JITTER_MS;
