import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Journal } from '../journal/journal';
import type { ClientNumbers } from '../workload/client-numbers';
import type { Random } from '../workload/random';
import { ApiClient } from './api-client';
import type { ControlPlane } from './control-plane';
import { makeObject } from './make-object';
import { RecordingApiClient } from './recording-api-client';

const NAMESPACE = 'etcd-assay';
/** Fewer than there are clients, so that these meet. */
const OBJECTS = ['shared-1', 'shared-2'] as const;
const CLIENTS_OF_A_SERVER = 2;
/** Milliseconds. */
const THINK = 100;
const DEADLINE = 2_000;

/** Of an answer, what counts here. */
const ConfigMap = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string() }),
  data: z.record(z.string(), z.string()).optional(),
});
type ConfigMap = z.infer<typeof ConfigMap>;

interface Worker {
  readonly client: RecordingApiClient;
  readonly number: number;
}

/**
 * Clients of every API server, all of whom count up in a few objects they share: they read one and write it back with one more
 * in it, under the resourceVersion that they read.
 */
export class ApiTraffic {
  private readonly closing = new AbortController();
  private readonly working: Promise<void>;

  private constructor(random: Random, workers: readonly Worker[]) {
    this.working = Promise.all(
      workers.map(({ client, number }) =>
        this.work(client, random.fork(), number).finally(() => {
          client.close();
        }),
      ),
    ).then(() => undefined);
    // Whatever it is, `stop` tells; until then it is nobody's.
    this.working.catch(() => undefined);
  }

  /** @throws Error where the objects cannot be made */
  static async start(
    { endpoints, identity }: ControlPlane,
    { journal, numbers, random }: { journal: Journal; numbers: ClientNumbers; random: Random },
  ): Promise<ApiTraffic> {
    const [first] = endpoints.values();
    if (first !== undefined) {
      const maker = new ApiClient(first, identity, DEADLINE);
      try {
        await makeObject(maker, '/api/v1/namespaces', { metadata: { name: NAMESPACE } });
        for (const name of OBJECTS) {
          await makeObject(maker, pathOf(), { metadata: { name }, data: { count: '0' } });
        }
      } finally {
        maker.close();
      }
    }
    const workers = [...endpoints].flatMap(([node, at]) =>
      Array.from({ length: CLIENTS_OF_A_SERVER }, () => {
        const number = numbers.next();
        const client = new ApiClient(at, identity, DEADLINE);
        return { number, client: new RecordingApiClient(client, journal, { client: number, node }) };
      }),
    );
    return new ApiTraffic(random, workers);
  }

  /** What is under way is let end. */
  async stop(): Promise<void> {
    this.closing.abort();
    await this.working;
  }

  private async work(client: RecordingApiClient, random: Random, number: number): Promise<void> {
    while (!this.closing.signal.aborted) {
      const name = random.pick(OBJECTS);
      const object = `configmaps/${NAMESPACE}/${name}`;
      const read = await client.perform({ verb: 'get', object }, { method: 'GET', path: pathOf(name) });
      const found = read?.code === 200 ? ConfigMap.safeParse(read.body).data : undefined;
      if (found !== undefined) {
        const sent = Number(found.metadata.resourceVersion);
        await client.perform(
          { verb: 'update', object, sent },
          { method: 'PUT', path: pathOf(name), body: countedUp(found, number) },
        );
      }
      await pause(THINK);
    }
  }
}

const pathOf = (name?: string): string =>
  `/api/v1/namespaces/${NAMESPACE}/configmaps${name === undefined ? '' : `/${name}`}`;

/** Never what it was: an update that changes nothing writes nothing. */
function countedUp(found: ConfigMap, client: number): ConfigMap {
  const count = String(Number(found.data?.['count'] ?? 0) + 1);
  return { ...found, data: { ...found.data, count, by: String(client) } };
}
