import { CLIENT_NUMBERS, type Arena } from '../suite-run/arena';
import type { Bench } from './bench';
import { journalPath } from './paths';

/** What the suites of one phase are told about the cluster. */
export function arenaOf(
  { plan, cluster, numbers, controlPlane }: Bench,
  { phase, epoch }: { readonly phase: string; readonly epoch: bigint },
): Arena {
  return {
    phase,
    seed: plan.seed,
    members: cluster.members.map(({ name, version }) => ({
      name,
      endpoint: cluster.network.clientEndpoint(name),
      upstream: cluster.network.clientUpstream(name),
      version,
    })),
    ...(plan.paths.etcdctl === undefined ? {} : { etcdctl: plan.paths.etcdctl }),
    timers: cluster.timers,
    toxiproxy: cluster.network.clientControl.address,
    entrances: [...cluster.network.clientNode.privateEntrances],
    epoch: String(epoch),
    firstClient: numbers.reserve(CLIENT_NUMBERS),
    ...(controlPlane === undefined
      ? {}
      : {
          kubernetes: {
            version: controlPlane.version,
            servers: [...controlPlane.endpoints].map(([node, endpoint]) => ({ node, endpoint })),
            admin: controlPlane.admin,
          },
        }),
    journalPath: journalPath(plan),
  };
}
