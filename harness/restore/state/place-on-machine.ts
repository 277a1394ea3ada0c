import { until } from '../../time/until';
import type { ClusterApi } from '../api/cluster-api';
import type { KubernetesObject } from '../api/object';
import { identityOf, type Objects } from '../fidelity/sight';
import { NAMESPACE, PART } from './kept-objects';
import { patch } from './patch';
import { PLACED } from './placed-pods';
import { ATTACHED, DRIVER, DRIVERS } from './volumes';
import { MACHINE, MACHINE_STATUS } from './working-objects';

/** Milliseconds in which a controller asks for a volume to be attached. */
const ASKED_WITHIN = 30_000;

/** Adds the machine, puts pods on it, and says of both what a kubelet would; and as a driver, that a volume is attached. */
export async function placeOnMachine(api: ClusterApi): Promise<void> {
  await api.create(MACHINE);
  await patch(api, MACHINE, MACHINE_STATUS, '/status');
  await api.create(DRIVERS);
  for (const { pod, status } of PLACED) {
    await api.create(pod);
    await patch(api, pod, status, '/status');
  }
  const attachment = await until(() => askedFor(api), {
    ...{ within: ASKED_WITHIN, every: 100 },
    what: 'the controller-manager to ask for a volume to be attached',
  });
  await patch(api, attachment, { metadata: { labels: { [PART]: 'true' } } });
  await patch(api, attachment, ATTACHED, '/status');
}

/** What the controller-manager made for a pod that uses a volume. */
async function askedFor(api: ClusterApi): Promise<KubernetesObject | undefined> {
  const [kind, apiVersion] = ['VolumeAttachment', 'storage.k8s.io/v1'];
  const attachments = await api.list(await api.served(apiVersion, kind));
  return attachments.find(({ spec }) => (spec as { attacher?: string }).attacher === DRIVER);
}

interface Placed {
  readonly spec?: { readonly taints?: readonly { key: string }[] };
  readonly status?: { readonly volumesAttached?: readonly object[] };
  readonly subsets?: readonly object[];
  readonly endpoints?: readonly object[];
}

/**
 * What the machine is tainted with for being new has gone, and what it is tainted with for being closed has come; it has its volume, and
 * Services lead to their pod.
 */
export function isPlaced(objects: Objects): boolean {
  const machine = objects.get(identityOf(MACHINE)) as Placed | undefined;
  const endpoints = objects.get(`Endpoints ${NAMESPACE}/inside`) as Placed | undefined;
  const slices = [...objects.values()].filter(
    ({ kind, metadata }) => kind === 'EndpointSlice' && String(metadata.name).startsWith('inside-'),
  ) as Placed[];
  const taints = machine?.spec?.taints?.map(({ key }) => key) ?? [];
  return (
    taints.join() === 'node.kubernetes.io/unschedulable' &&
    machine?.status?.volumesAttached?.length === 1 &&
    endpoints?.subsets?.length === 1 &&
    slices.some((slice) => slice.endpoints?.length === 1)
  );
}
