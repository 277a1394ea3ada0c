import { until } from '../../time/until';
import type { ClusterApi } from '../api/cluster-api';
import type { KubernetesObject } from '../api/object';

/** Milliseconds: the Lease of the one who led before the loss has to run out first. */
const WITHIN = 60_000;

const NAMESPACE = 'awake';
const SERVICE: KubernetesObject = {
  ...{ apiVersion: 'v1', kind: 'Service' },
  metadata: { name: 'awake', namespace: NAMESPACE },
  spec: { selector: { app: 'awake' }, ports: [{ port: 80 }] },
};
/** What controllers make of a namespace with a Service in it. */
const MADE = ['serviceaccounts/default', 'endpoints/awake'].map(
  (object) => `/api/v1/namespaces/${NAMESPACE}/${object}`,
);

/**
 * Waits until controllers do what they are there for, which they have not begun to when an API server answers again: until then
 * everything stands still, whatever there is to mend. By a namespace that belongs to no state.
 * @throws WaitedInVain
 */
export async function controllersWork(api: ClusterApi): Promise<void> {
  await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  await api.create(SERVICE);
  await until(
    async () => {
      const made = await Promise.all(MADE.map((path) => api.find(path)));
      return made.every((object) => object !== undefined);
    },
    { within: WITHIN, every: 100, what: 'controllers to work' },
  );
}
