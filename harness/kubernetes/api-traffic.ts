import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Journal } from '../journal/journal';
import type { RecordOf } from '../journal/record';
import type { ClientNumbers } from '../workload/client-numbers';
import type { Random } from '../workload/random';
import { until } from '../time/until';
import { ApiClient, NoAnswer, type ApiAnswer, type ApiRequest } from './api-client';
import type { ControlPlane } from './control-plane';

const NAMESPACE = 'etcd-assay';
/** Fewer than there are clients, so that these meet. */
const OBJECTS = ['shared-1', 'shared-2'] as const;
const CLIENTS_OF_A_SERVER = 2;
/** Milliseconds. */
const THINK = 100;
const DEADLINE = 2_000;
const MADE_WITHIN = 30_000;

/** Of an answer, what counts here. */
const ConfigMap = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string() }),
  data: z.record(z.string(), z.string()).optional(),
});
type ConfigMap = z.infer<typeof ConfigMap>;

/**
 * Clients of every API server, all of whom count up in a few objects they share: they read one and write it back with one more
 * in it, under the resourceVersion that they read.
 */
export class ApiTraffic {
  private readonly closing = new AbortController();
  private readonly working: Promise<void>;

  private constructor(
    private readonly journal: Journal,
    random: Random,
    workers: readonly { readonly client: ApiClient; readonly number: number; readonly node: string }[],
  ) {
    this.working = Promise.all(
      workers.map(({ client, number, node }) =>
        this.work(client, random.fork(), { client: number, node }).finally(() => {
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
    const all = [...endpoints].flatMap(([node, at]) =>
      Array.from({ length: CLIENTS_OF_A_SERVER }, () => ({
        node,
        number: numbers.next(),
        client: new ApiClient(at, identity, DEADLINE),
      })),
    );
    const [first] = all;
    if (first !== undefined) {
      await made(first.client, '/api/v1/namespaces', { metadata: { name: NAMESPACE } });
      for (const name of OBJECTS) {
        await made(first.client, pathOf(), { metadata: { name }, data: { count: '0' } });
      }
    }
    return new ApiTraffic(journal, random, all);
  }

  /** What is under way is let end. */
  async stop(): Promise<void> {
    this.closing.abort();
    await this.working;
  }

  private async work(
    client: ApiClient,
    random: Random,
    who: Pick<RecordOf<'api'>, 'client' | 'node'>,
  ): Promise<void> {
    while (!this.closing.signal.aborted) {
      const name = random.pick(OBJECTS);
      const about = { ...who, object: `configmaps/${NAMESPACE}/${name}` };
      const read = await this.call(client, { ...about, verb: 'get' }, { method: 'GET', path: pathOf(name) });
      const found = read?.code === 200 ? ConfigMap.safeParse(read.body).data : undefined;
      if (found !== undefined) {
        const sent = Number(found.metadata.resourceVersion);
        await this.call(
          client,
          { ...about, verb: 'update', sent },
          { method: 'PUT', path: pathOf(name), body: countedUp(found, who.client) },
        );
      }
      await pause(THINK);
    }
  }

  private async call(
    client: ApiClient,
    about: Pick<RecordOf<'api'>, 'client' | 'node' | 'verb' | 'object' | 'sent'>,
    request: ApiRequest,
  ): Promise<ApiAnswer | undefined> {
    const began = this.journal.clock();
    const write = (outcome: Pick<RecordOf<'api'>, 'code' | 'revision' | 'error'>): void =>
      this.journal.write({ type: 'api', t: this.journal.clock(), began, ...about, ...outcome });
    try {
      const answer = await client.ask(request);
      const { data } = ConfigMap.safeParse(answer.body);
      const revision =
        answer.code < 300 && data !== undefined ? Number(data.metadata.resourceVersion) : undefined;
      write({ code: answer.code, ...(revision === undefined ? {} : { revision }) });
      return answer;
    } catch (error) {
      if (!(error instanceof NoAnswer)) {
        throw error;
      }
      write({ error: error.message });
      return undefined;
    }
  }
}

const pathOf = (name?: string): string =>
  `/api/v1/namespaces/${NAMESPACE}/configmaps${name === undefined ? '' : `/${name}`}`;

/**
 * An object that is there already will do; a server that is busy is asked again.
 * @throws Error where it refuses; WaitedInVain where it does not answer
 */
function made(client: ApiClient, path: string, body: unknown): Promise<boolean> {
  return until(
    async () => {
      const answer = await client.ask({ method: 'POST', path, body }).catch((error: unknown) => {
        if (error instanceof NoAnswer) {
          return undefined;
        }
        throw error;
      });
      if (answer === undefined || answer.code === 429 || answer.code >= 500) {
        return false;
      }
      if (answer.code !== 201 && answer.code !== 409) {
        throw new Error(`POST ${path}: HTTP ${answer.code}: ${JSON.stringify(answer.body).slice(0, 300)}`);
      }
      return true;
    },
    { within: MADE_WITHIN, every: 200, what: `POST ${path} to be answered` },
  );
}

/** Never what it was: an update that changes nothing writes nothing. */
function countedUp(found: ConfigMap, client: number): ConfigMap {
  const count = String(Number(found.data?.['count'] ?? 0) + 1);
  return { ...found, data: { ...found.data, count, by: String(client) } };
}
