import { cutLinks } from './cut-links';
import type { Fault } from './fault';
import { bothWays } from './path';
import { needsThree } from './quorum-without';

/** One link of the mesh cut both ways, while both ends still reach the others. */
export const cutLink: Fault = {
  name: 'cut-link',
  describe: 'one link between two members cut, both ways; both still reach the rest',
  disturbs: 'links',
  aims: ['leader', 'follower'],
  unavailable: needsThree,
  prepare: ({ cluster, victim, other }) => {
    const far = other ?? victim;
    const third = cluster.members.map(({ name }) => name).find((name) => name !== victim && name !== far);
    return Promise.resolve(
      cutLinks(cluster, {
        target: `${victim} - ${far}`,
        quorum: true,
        out: [victim],
        cut: bothWays([victim], [far]),
        open: third === undefined ? [] : bothWays([third], [victim, far]),
        seen: `probes fail between ${victim} and ${far} both ways and pass between each and ${String(third)}`,
        awaited: `probes to fail between ${victim} and ${far} only`,
      }),
    );
  },
};
