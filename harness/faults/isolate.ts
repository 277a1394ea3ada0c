import { cutLinks } from './cut-links';
import type { Fault } from './fault';
import { bothWays } from './path';
import { needsThree, quorumWithout } from './quorum-without';

/** A member loses every peer, both ways; clients still reach it, which is what makes it dangerous. */
export const isolate: Fault = {
  name: 'isolate',
  describe: 'all links between a member and its peers cut, both ways',
  disturbs: 'links',
  aims: ['leader', 'follower'],
  unavailable: needsThree,
  prepare: ({ cluster, victim }) => {
    const peers = cluster.members.map((member) => member.name).filter((name) => name !== victim);
    const cut = bothWays([victim], peers);
    const open = bothWays(peers.slice(0, 1), peers.slice(1, 2));
    return Promise.resolve(
      cutLinks(cluster, {
        target: victim,
        quorum: quorumWithout(1, cluster.members.length),
        out: [victim],
        cut,
        open,
        seen: `probes fail on all ${cut.length} links of ${victim} and pass on ${String(open[0]?.join('-'))} both ways`,
        awaited: `probes to fail between ${victim} and its peers and to pass among them`,
      }),
    );
  },
};
