import type { ClusterApi } from '../api/cluster-api';
import type { KubernetesObject } from '../api/object';
import { identityOf, type Objects, type Reference } from '../fidelity/sight';
import { annex, LODGER } from './annex';
import { BY_HAND } from './endpoints';
import {
  FOREIGN_API,
  GADGET_VERSION,
  GADGETS,
  GUARD,
  GUARDED_OBJECTS,
  NEW_GADGET,
  NOTHING_BEHIND,
  OLD_GADGET,
  STORAGE_MOVED,
} from './extensions';
import { CHANGED, clusterwide, CREATED, DELETED, EDIT, KEPT, NAMESPACE } from './kept-objects';
import { PAIR } from './pair';
import { patch } from './patch';
import { isPlaced, placeOnMachine } from './place-on-machine';
import { FINISHED_JOB } from './placed-pods';
import { isOurs, readStill } from './scope';
import { SEALED } from './sealed';
import { TOKEN_SECRET } from './tokens';
import { VOLUMES } from './volumes';
import { isWorkedOn } from './worked-on';
import {
  BALANCED_STATUS,
  LEAVING,
  ownedBy,
  WIDGET,
  WIDGET_STATUS,
  WIDGET_VERSION,
  WIDGETS,
  WORKED_ON,
} from './working-objects';

/** Defines the state's own kinds, and waits until they are served. */
export async function defineState(api: ClusterApi): Promise<void> {
  await api.create(WIDGETS);
  await api.create(GADGETS);
  await api.served(WIDGET_VERSION, WIDGET.kind);
  await api.served(GADGET_VERSION, NEW_GADGET.kind);
}

/**
 * Makes the reference state, its kinds being defined, and waits until controllers have done their part.
 * @returns what is to be saved; the machine has been said to be Ready just now, which holds for less than a minute
 */
export async function makeState(api: ClusterApi): Promise<Objects> {
  await api.create(clusterwide('v1', 'Namespace', NAMESPACE));
  await makeAnnex(api);
  await api.create(OLD_GADGET);
  await patch(api, GADGETS, STORAGE_MOVED);
  for (const object of [...KEPT, ...SEALED, ...BY_HAND, ...DELETED, ...CHANGED, ...WORKED_ON, ...VOLUMES]) {
    await api.create(object);
  }
  for (const object of [TOKEN_SECRET, FINISHED_JOB, NOTHING_BEHIND, ...GUARDED_OBJECTS, GUARD, FOREIGN_API]) {
    await api.create(object);
  }
  await api.create(ownedBy(await api.create(WIDGET)));
  await api.create(LEAVING);
  await api.done({ method: 'DELETE', path: await api.addressOf(LEAVING) });
  await secondGenerations(api);
  await patch(api, WIDGET, WIDGET_STATUS, '/status');
  await patch(api, named('Service', 'balanced'), BALANCED_STATUS, '/status');
  await api.create(NEW_GADGET);
  await readStill(api, isWorkedOn);
  await placeOnMachine(api);
  return readStill(api, isPlaced);
}

/** A namespace that others may have, with what is in it. */
async function makeAnnex(api: ClusterApi): Promise<void> {
  await api.create(annex('by the backup'));
  for (const object of [LODGER, PAIR.first.object, PAIR.second.object]) {
    await api.create(object);
  }
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
  const namespace = annex('since');
  await patch(api, namespace, { metadata: { labels: namespace.metadata['labels'] } });
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

const named = (kind: string, name: string): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind, metadata: { name, namespace: NAMESPACE } },
});
