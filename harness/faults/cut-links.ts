import type { Cluster } from '../cluster/cluster';
import type { Injection } from './fault';
import { observe } from './observe';
import { disturb, healLinks, passes } from './path';

type Pairs = readonly (readonly [from: string, to: string])[];

export interface CutLinks {
  readonly target: string;
  readonly quorum: boolean;
  /** Members that may not take part meanwhile. */
  readonly out: readonly string[];
  /** Links that lose every byte, and some that must go on: together they show that the cut is where it should be. */
  readonly cut: Pairs;
  readonly open: Pairs;
  /** What is said once probes fail on the ones and pass on the others, and what is waited for until then. */
  readonly seen: string;
  readonly awaited: string;
}

/** Cuts links both ways; proven by probes that fail on them and pass on others. */
export function cutLinks(
  cluster: Cluster,
  { target, quorum, out, cut, open, seen, awaited }: CutLinks,
): Injection {
  const all = (pairs: Pairs) => Promise.all(pairs.map(([from, to]) => passes(cluster, from, to)));
  return {
    target,
    quorum,
    out,
    inject: () => disturb(cluster, cut, { type: 'blackhole' }),
    prove: () =>
      observe(
        async () => {
          const [failing, passing] = [await all(cut), await all(open)];
          return failing.every((passed) => !passed) && passing.every((passed) => passed) ? seen : undefined;
        },
        awaited,
        10_000,
      ),
    heal: () => healLinks(cluster, cut),
  };
}
