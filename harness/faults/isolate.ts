import type { Fault } from './fault';
import { observe } from './observe';
import { allReady, blackhole, bothWays, healLinks, passes } from './path';
import { needsThree, quorumWithout } from './quorum-without';

/** A member loses every peer, both ways; clients still reach it, which is what makes it dangerous. */
export const isolate: Fault = {
  name: 'isolate',
  describe: 'all links between a member and its peers cut, both ways',
  aims: ['leader', 'follower'],
  unavailable: needsThree,
  prepare: ({ cluster, victim }) => {
    const peers = cluster.members.map((member) => member.name).filter((name) => name !== victim);
    const pairs = bothWays([victim], peers);
    const control = bothWays(peers.slice(0, 1), peers.slice(1, 2));
    return Promise.resolve({
      target: victim,
      quorum: quorumWithout(1, cluster.members.length),
      inject: () => blackhole(cluster, pairs),
      prove: () =>
        observe(
          async () => {
            const cut = await Promise.all(pairs.map(([from, to]) => passes(cluster, from, to)));
            const open = await Promise.all(control.map(([from, to]) => passes(cluster, from, to)));
            return cut.every((passed) => !passed) && open.every((passed) => passed)
              ? `probes fail on all ${cut.length} links of ${victim} and pass on ${String(control[0]?.join('-'))} both ways`
              : undefined;
          },
          `probes to fail between ${victim} and its peers and to pass among them`,
          10_000,
        ),
      heal: async () => {
        await healLinks(cluster, pairs);
        await allReady(cluster);
      },
    });
  },
};
