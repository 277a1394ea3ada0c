import type { Fault } from './fault';
import { observe } from './observe';
import { allReady, blackhole, bothWays, healLinks, passes } from './path';
import { needsThree } from './quorum-without';

/** One link of the mesh cut both ways, while both ends still reach the others. */
export const cutLink: Fault = {
  name: 'cut-link',
  describe: 'one link between two members cut, both ways; both still reach the rest',
  aims: ['leader', 'follower'],
  unavailable: needsThree,
  prepare: ({ cluster, victim, other }) => {
    const far = other ?? victim;
    const third = cluster.members.map(({ name }) => name).find((name) => name !== victim && name !== far);
    const pairs = bothWays([victim], [far]);
    const control = third === undefined ? [] : bothWays([third], [victim, far]);
    return Promise.resolve({
      target: `${victim} - ${far}`,
      quorum: true,
      inject: () => blackhole(cluster, pairs),
      prove: () =>
        observe(
          async () => {
            const cut = await Promise.all(pairs.map(([from, to]) => passes(cluster, from, to)));
            const open = await Promise.all(control.map(([from, to]) => passes(cluster, from, to)));
            return cut.every((passed) => !passed) && open.every((passed) => passed)
              ? `probes fail between ${victim} and ${far} both ways and pass between each and ${String(third)}`
              : undefined;
          },
          `probes to fail between ${victim} and ${far} only`,
          10_000,
        ),
      heal: async () => {
        await healLinks(cluster, pairs);
        await allReady(cluster);
      },
    });
  },
};
