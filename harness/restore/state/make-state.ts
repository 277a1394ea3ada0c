import type { ClusterApi } from '../api/cluster-api';
import type { KubernetesObject } from '../api/object';
import { identityOf, type Objects, type Reference } from '../fidelity/sight';
import { CHANGED, clusterwide, CREATED, DELETED, EDIT, KEPT, NAMESPACE } from './kept-objects';
import { isOurs, readStill } from './scope';
import {
  BALANCED_STATUS,
  LEAVING,
  MACHINE,
  MACHINE_STATUS,
  ownedBy,
  WIDGET,
  WIDGET_STATUS,
  WIDGET_VERSION,
  WIDGETS,
  WORKED_ON,
} from './working-objects';

const MERGE = 'application/merge-patch+json';

/** Defines the state's own kind, and waits until it is served. */
export async function defineState(api: ClusterApi): Promise<void> {
  await api.create(WIDGETS);
  await api.served(WIDGET_VERSION, WIDGET.kind);
}

/**
 * Makes the reference state, its kind being defined, and waits until controllers have done their part.
 * @returns what is to be saved; the machine has been said to be Ready just now, which holds for less than a minute
 */
export async function makeState(api: ClusterApi): Promise<Objects> {
  await api.create(clusterwide('v1', 'Namespace', NAMESPACE));
  for (const object of [...KEPT, ...DELETED, ...CHANGED, ...WORKED_ON]) {
    await api.create(object);
  }
  await api.create(ownedBy(await api.create(WIDGET)));
  await api.create(LEAVING);
  await api.done({ method: 'DELETE', path: await api.addressOf(LEAVING) });
  await secondGenerations(api);
  await patch(api, WIDGET, WIDGET_STATUS, '/status');
  await patch(api, named('Service', 'balanced'), BALANCED_STATUS, '/status');
  await readStill(api, isWorkedOn);
  await api.create(MACHINE);
  await patch(api, MACHINE, MACHINE_STATUS, '/status');
  return readStill(api, isMachineSettled);
}

/** Which of them nobody but the harness writes to. */
export const oursOf = (objects: Objects): ReadonlySet<string> =>
  new Set(
    [...objects]
      .filter(([, object]) => isOurs(object) && object.metadata['deletionTimestamp'] === undefined)
      .filter(([, { kind }]) => kind !== 'Node' && kind !== 'Endpoints' && kind !== 'EndpointSlice')
      .map(([name]) => name),
  );

/** What happens between the backup and the loss. */
export async function changeState(
  api: ClusterApi,
): Promise<Pick<Reference, 'created' | 'deleted' | 'changed'>> {
  for (const object of CREATED) {
    await api.create(object);
  }
  for (const object of DELETED) {
    await api.done({ method: 'DELETE', path: await api.addressOf(object) });
  }
  for (const object of CHANGED) {
    await patch(api, object, EDIT[object.kind as keyof typeof EDIT]);
  }
  return {
    created: CREATED.map(identityOf),
    deleted: DELETED.map(identityOf),
    changed: CHANGED.map(identityOf),
  };
}

/** A generation of one is what every new object has. */
async function secondGenerations(api: ClusterApi): Promise<void> {
  await patch(api, WIDGET, { spec: { size: 2 } });
  await patch(
    api,
    { ...named('NetworkPolicy', 'nobody-comes-in'), apiVersion: 'networking.k8s.io/v1' },
    { spec: { policyTypes: ['Ingress', 'Egress'] } },
  );
}

async function patch(api: ClusterApi, object: KubernetesObject, body: object, part = ''): Promise<void> {
  const path = `${await api.addressOf(object)}${part}`;
  await api.done({ method: 'PATCH', path, body, contentType: MERGE });
}

const named = (kind: string, name: string): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind, metadata: { name, namespace: NAMESPACE } },
});

interface Worked {
  readonly status?: {
    readonly replicas?: number;
    readonly active?: number;
    readonly used?: object;
  };
}

/** The Deployment has its pods, the Job its own, and the quota is counted. */
function isWorkedOn(objects: Objects): boolean {
  const statusOf = (name: string) => (objects.get(name) as Worked | undefined)?.status;
  return (
    statusOf(`apps Deployment ${NAMESPACE}/web`)?.replicas === 2 &&
    statusOf(`batch Job ${NAMESPACE}/once`)?.active === 1 &&
    statusOf(`ResourceQuota ${NAMESPACE}/roomy`)?.used !== undefined
  );
}

/** What it is tainted with for being new has gone, and what it is tainted with for being closed has come. */
function isMachineSettled(objects: Objects): boolean {
  const machine = objects.get(identityOf(MACHINE)) as
    { spec?: { taints?: readonly { key: string }[] } } | undefined;
  const taints = machine?.spec?.taints?.map(({ key }) => key) ?? [];
  return taints.join() === 'node.kubernetes.io/unschedulable';
}
