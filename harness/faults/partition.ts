import { cutLinks } from './cut-links';
import type { Fault } from './fault';
import { bothWays } from './path';
import { needsThree } from './quorum-without';

/** The cluster falls apart: as many members as may be lost on one side, the majority on the other. */
export const partition: Fault = {
  name: 'partition',
  describe: 'a minority of the members cut off from the majority, both ways',
  disturbs: 'links',
  aims: ['leader', 'follower'],
  unavailable: needsThree,
  prepare: ({ cluster, victim }) => {
    const names = cluster.members.map(({ name }) => name);
    const others = names.filter((name) => name !== victim);
    const minority = [victim, ...others.slice(0, Math.ceil(names.length / 2) - 2)];
    const majority = others.filter((name) => !minority.includes(name));
    return Promise.resolve(
      cutLinks(cluster, {
        target: `${minority.join(', ')} | ${majority.join(', ')}`,
        quorum: true,
        out: minority,
        cut: bothWays(minority, majority),
        open: [...within(minority), ...within(majority)],
        seen: `probes fail on every link between ${minority.join(', ')} and ${majority.join(', ')}, and pass on those within each side`,
        awaited: `probes to fail between ${minority.join(', ')} and ${majority.join(', ')} only`,
      }),
    );
  },
};

/** All ordered pairs of one group. */
export const within = (members: readonly string[]): [from: string, to: string][] =>
  members.flatMap((from) => members.filter((to) => to !== from).map((to): [string, string] => [from, to]));
