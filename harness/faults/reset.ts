import type { Fault } from './fault';
import { observe } from './observe';
import { bothWays, disturb, healLinks, probeLink } from './path';
import { needsThree } from './quorum-without';

/** Every connection of one link is reset as soon as it carries data: an end that is told, where a cut is silent. */
export const reset: Fault = {
  name: 'reset',
  describe: 'every connection between two members reset as soon as it carries data',
  disturbs: 'links',
  aims: ['leader', 'follower'],
  unavailable: (here) =>
    here.runtime === 'docker' ? 'a reset is not seen through the ports of an engine' : needsThree(here),
  prepare: ({ cluster, victim, other }) => {
    const far = other ?? victim;
    const pairs = bothWays([victim], [far]);
    const wasReset = async ([from, to]: readonly [string, string]): Promise<boolean> => {
      const { failed } = await probeLink(cluster, from, to, { count: 1, deadline: 700 });
      return failed.includes('reset');
    };
    return Promise.resolve({
      target: `${victim} - ${far}`,
      quorum: true,
      out: [victim],
      inject: () => disturb(cluster, pairs, { type: 'reset' }),
      prove: () =>
        observe(
          async () => {
            const seen = await Promise.all(pairs.map(wasReset));
            return seen.every((was) => was)
              ? `the connections of probes between ${victim} and ${far} were reset (ECONNRESET), both ways`
              : undefined;
          },
          `connections between ${victim} and ${far} to be reset`,
          10_000,
        ),
      heal: () => healLinks(cluster, pairs),
    });
  },
};
