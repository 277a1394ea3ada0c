import type { ControlPlane } from '../kubernetes/control-plane';
import { CLIENT_NUMBERS, type Arena } from '../suite-run/arena';
import type { Bench } from './bench';
import { journalPath, nodesFolder } from './paths';

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
    ...(controlPlane === undefined ? {} : { kubernetes: kubernetesOf(plan, controlPlane) }),
    journalPath: journalPath(plan),
  };
}

function kubernetesOf(
  plan: Bench['plan'],
  { version, endpoints, admin }: ControlPlane,
): NonNullable<Arena['kubernetes']> {
  const { from, etcdutl, kubernetes } = plan.paths;
  if (kubernetes === undefined) {
    throw new Error('a plan with a control plane has its programs');
  }
  return {
    ...{ version, admin },
    servers: [...endpoints].map(([node, endpoint]) => ({ node, endpoint })),
    own: {
      folder: nodesFolder(plan),
      etcd: { version: plan.subject.from, path: from },
      ...(etcdutl === undefined ? {} : { etcdutl }),
      apiServer: kubernetes['kube-apiserver'],
    },
  };
}
