import { z } from 'zod';
import { Refusal } from '../../errors/refusal';
import { ApiClient, type ApiAnswer, type ApiRequest } from '../../kubernetes/api-client';
import type { ControlPlane } from '../../kubernetes/control-plane';
import { until } from '../../time/until';
import { KubernetesObject } from './object';
import { refusalOf } from './refused';
import { collectionOf, placeOf, resourcesIn, rootOf, type Resource } from './resource';

/** Milliseconds. */
const DEADLINE = 30_000;
const BUSY_AT_MOST = 30_000;
const SERVED_WITHIN = 30_000;
const WATCHED_AT_MOST = 300_000;

const Items = z.object({ items: z.array(z.looseObject({ metadata: z.looseObject({}) })) });
const Services = z.object({
  items: z.array(
    z.object({
      spec: z.object({
        group: z.string().default(''),
        version: z.string(),
        service: z.looseObject({}).nullish(),
      }),
    }),
  ),
});
const Groups = z.object({
  groups: z.array(z.object({ preferredVersion: z.object({ groupVersion: z.string() }) })),
});

/** What an administrator asks of an API server: objects by kind, without knowing where it has them. */
export class ClusterApi {
  private readonly client: ApiClient;
  /** Watches take longer than answers. */
  private readonly watcher: ApiClient;
  private readonly known = new Map<string, Resource>();

  /** Of the first API server of a control plane. */
  constructor({ endpoints, identity }: ControlPlane) {
    const [at = ''] = endpoints.values();
    this.client = new ApiClient(at, identity, DEADLINE);
    this.watcher = new ApiClient(at, identity, WATCHED_AT_MOST);
  }

  /**
   * A server that says that it cannot now is asked again, for half a minute.
   * @throws NoAnswer; WaitedInVain
   */
  ask(request: ApiRequest): Promise<ApiAnswer> {
    return until(
      async () => {
        const answer = await this.client.ask(request);
        return answer.code === 429 || answer.code === 503 ? undefined : answer;
      },
      { within: BUSY_AT_MOST, every: 200, what: `${request.method} ${request.path} to be answered` },
    );
  }

  /**
   * Watches until it is told to end, or the server ends it.
   * @param heard told each event, and each refusal
   * @throws NoAnswer
   */
  watch(path: string, heard: (event: unknown) => void, until: AbortSignal): Promise<ApiAnswer> {
    return this.watcher.ask({ method: 'GET', path, lines: true, heard, until });
  }

  /** @throws Refusal (environment) in the server's words where it refuses */
  async done(request: ApiRequest): Promise<KubernetesObject> {
    const answer = await this.ask(request);
    if (answer.code >= 300) {
      throw Refusal.environment(`${request.method} ${request.path} was refused: ${refusalOf(answer)}`);
    }
    return KubernetesObject.parse(answer.body);
  }

  /** @returns undefined where there is none */
  async find(path: string): Promise<KubernetesObject | undefined> {
    const answer = await this.ask({ method: 'GET', path });
    if (answer.code === 404) {
      return undefined;
    }
    if (answer.code !== 200) {
      throw Refusal.environment(`GET ${path} was refused: ${refusalOf(answer)}`);
    }
    return KubernetesObject.parse(answer.body);
  }

  /** Makes an object, wherever its kind belongs. @returns it as the server has made it */
  async create(object: KubernetesObject): Promise<KubernetesObject> {
    const resource = await this.resourceOf(object);
    return this.done({ method: 'POST', path: placeOf(resource, object), body: object });
  }

  async addressOf(object: KubernetesObject): Promise<string> {
    return `${placeOf(await this.resourceOf(object), object)}/${String(object.metadata.name)}`;
  }

  /** Every object of a kind, in all namespaces. */
  async list(resource: Resource): Promise<KubernetesObject[]> {
    const { apiVersion, kind } = resource;
    const answer = await this.ask({ method: 'GET', path: collectionOf(resource) });
    if (answer.code !== 200) {
      throw Refusal.environment(`GET ${collectionOf(resource)} was refused: ${refusalOf(answer)}`);
    }
    // What is in a list does not say what it is.
    return Items.parse(answer.body).items.map((item) =>
      KubernetesObject.parse({ apiVersion, kind, ...item }),
    );
  }

  /** Every kind that can be listed, in the version that its group prefers; but not what other API servers are to serve. */
  async listable(): Promise<Resource[]> {
    const { body } = await this.ask({ method: 'GET', path: '/apis' });
    const foreign = await this.foreign();
    const versions = Groups.parse(body)
      .groups.map(({ preferredVersion }) => preferredVersion.groupVersion)
      .filter((version) => !foreign.has(version));
    const lists = await Promise.all(['v1', ...versions].map((version) => this.resourcesOf(version)));
    return lists.flat().filter(({ verbs }) => verbs.includes('list'));
  }

  /** Waits until what a custom resource definition defines is served. @throws WaitedInVain */
  async served(apiVersion: string, kind: string): Promise<Resource> {
    return until(
      async () => {
        const resource = (await this.resourcesOf(apiVersion)).find((one) => one.kind === kind);
        const answer = resource && (await this.ask({ method: 'GET', path: collectionOf(resource) }));
        return answer?.code === 200 ? resource : undefined;
      },
      { within: SERVED_WITHIN, every: 100, what: `${kind} of ${apiVersion} to be served` },
    );
  }

  close(): void {
    this.client.close();
    this.watcher.close();
  }

  private async resourceOf({ apiVersion, kind }: KubernetesObject): Promise<Resource> {
    const name = `${apiVersion} ${kind}`;
    const found =
      this.known.get(name) ?? (await this.resourcesOf(apiVersion)).find((one) => one.kind === kind);
    if (found === undefined) {
      throw Refusal.environment(`the API server serves no ${kind} of ${apiVersion}`);
    }
    this.known.set(name, found);
    return found;
  }

  /** Group versions that this server hands on to another one. */
  private async foreign(): Promise<ReadonlySet<string>> {
    const { body } = await this.ask({ method: 'GET', path: '/apis/apiregistration.k8s.io/v1/apiservices' });
    const services = Services.parse(body).items.filter(({ spec: { service } }) => service != null);
    return new Set(services.map(({ spec: { group, version } }) => `${group}/${version}`));
  }

  /** None where the group version is not served (yet). */
  private async resourcesOf(apiVersion: string): Promise<Resource[]> {
    const { code, body } = await this.ask({ method: 'GET', path: rootOf(apiVersion) });
    return code === 200 ? resourcesIn(apiVersion, body) : [];
  }
}
