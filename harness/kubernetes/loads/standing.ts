import { until } from '../../time/until';
import { ApiClient, NoAnswer } from '../api-client';
import { makeObject } from '../make-object';
import { inTurn } from './in-turn';
import { LOAD_NAMESPACE, type LoadPlace } from './load';
import { podNamed, PODS } from './pod';

const DEADLINE = 10_000;
const AT_ONCE = 8;
/** Milliseconds in which a controller gives a namespace its service account, without which no pod may be made. */
const SETTLED_WITHIN = 60_000;

/** Makes the namespace of all load, and the pods that stand in it all the time. */
export async function makeStanding({ plane: { endpoints, identity }, pods }: LoadPlace): Promise<void> {
  const clients = [...endpoints.values()].map((at) => new ApiClient(at, identity, DEADLINE));
  const [first] = clients as [ApiClient];
  try {
    await makeObject(first, '/api/v1/namespaces', { metadata: { name: LOAD_NAMESPACE } });
    await until(() => isThere(first, `/api/v1/namespaces/${LOAD_NAMESPACE}/serviceaccounts/default`), {
      ...{ within: SETTLED_WITHIN, every: 100 },
      what: `the service account of namespace ${LOAD_NAMESPACE}`,
    });
    const names = Array.from({ length: pods }, (_, index) => `standing-${index + 1}`);
    const places = names.map((name, index) => ({ name, client: clients[index % clients.length] ?? first }));
    await inTurn(places, AT_ONCE, ({ name, client }) =>
      makeObject(client, PODS, podNamed(name, { held: true })),
    );
  } finally {
    clients.forEach((client) => client.close());
  }
}

async function isThere(client: ApiClient, path: string): Promise<boolean> {
  try {
    return (await client.ask({ method: 'GET', path })).code === 200;
  } catch (error) {
    if (error instanceof NoAnswer) {
      return false;
    }
    throw error;
  }
}
