import { cutLinks } from './cut-links';
import type { Fault } from './fault';
import { within } from './partition';
import { bothWays } from './path';

/** Two halves that do not see each other, and one member between them that sees both. */
export const bridge: Fault = {
  name: 'bridge',
  describe: 'two halves of the cluster cut off from each other, and one member that both still reach',
  disturbs: 'links',
  aims: ['leader', 'follower'],
  unavailable: ({ members }) =>
    members >= 5
      ? undefined
      : `needs at least 5 members, and there ${members === 1 ? 'is' : 'are'} ${members}; of 3 it is cut-link`,
  prepare: ({ cluster, victim }) => {
    const others = cluster.members.map(({ name }) => name).filter((name) => name !== victim);
    const half = Math.floor(others.length / 2);
    const [left, right] = [others.slice(0, half), others.slice(half)];
    return Promise.resolve(
      cutLinks(cluster, {
        target: `${left.join(', ')} | ${right.join(', ')}, both see ${victim}`,
        // The bridge makes either half a majority.
        quorum: true,
        out: left,
        cut: bothWays(left, right),
        open: [...bothWays([victim], others), ...within(left), ...within(right)],
        seen: `probes fail on every link between ${left.join(', ')} and ${right.join(', ')}, and pass between ${victim} and all of them`,
        awaited: `probes to fail between ${left.join(', ')} and ${right.join(', ')} only`,
      }),
    );
  },
};
