import type { Cluster } from '../cluster/cluster';
import type { ProbeRequest, ProbeResult } from '../runtime/node';
import type { Toxic } from '../network/toxiproxy';
import { until } from '../time/until';

const DEADLINE = 700;
/** What a probe reaches may be a member that is only just starting again. */
const WHOLE_AGAIN = 60_000;

/** Whether a request from inside one node reaches another's peer port by its own sidecar, and comes back. */
export async function passes(cluster: Cluster, from: string, to: string): Promise<boolean> {
  const { answered } = await probeLink(cluster, from, to, { count: 1, deadline: DEADLINE });
  return answered.length > 0;
}

/** Asks another member's peer port from inside one member's node, by the link between them. */
export function probeLink(
  cluster: Cluster,
  from: string,
  to: string,
  request: Omit<ProbeRequest, 'at' | 'identity' | 'path'> & { readonly path?: string },
): Promise<ProbeResult> {
  const { node, security } = cluster.member(from);
  const { at } = cluster.network.link(from, to);
  return node.probe({ path: '/version', ...request, at, identity: security?.visitor });
}

/** All ordered pairs of two groups of members, both ways. */
export function bothWays(some: readonly string[], others: readonly string[]): [from: string, to: string][] {
  return some.flatMap((one) =>
    others.flatMap((other): [string, string][] => [
      [one, other],
      [other, one],
    ]),
  );
}

/** The same is done to both streams of these links. */
export async function disturb(
  cluster: Cluster,
  pairs: readonly (readonly [string, string])[],
  effect: Toxic['effect'],
): Promise<void> {
  await Promise.all(
    pairs.map(([from, to]) =>
      cluster.network.link(from, to).add({ stream: 'upstream', effect }, { stream: 'downstream', effect }),
    ),
  );
}

/**
 * Takes back what was done to these links, and waits until it is seen to be gone.
 * @param gone whether a link is as it was; by default, whether a probe passes
 * @throws WaitedInVain where a link stays disturbed
 */
export async function healLinks(
  cluster: Cluster,
  pairs: readonly (readonly [from: string, to: string])[],
  gone = (from: string, to: string): Promise<boolean> => passes(cluster, from, to),
): Promise<void> {
  await Promise.all(pairs.map(([from, to]) => cluster.network.link(from, to).heal()));
  for (const [from, to] of pairs) {
    await until(() => gone(from, to), {
      within: WHOLE_AGAIN,
      what: `link ${from} → ${to} to be whole again`,
    });
  }
}
