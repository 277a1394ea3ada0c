import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ApiIdentity } from '../../harness/kubernetes/pki';
import { ApiClient, NoAnswer, type ApiAnswer, type ApiRequest } from '../../harness/kubernetes/api-client';
import type { Trial } from '../trial';
import { Unanswered } from '../unanswered';
import { Violated } from '../violated';

/** Milliseconds. */
const DEADLINE = 10_000;

/** What every object has. */
export const KubernetesObject = z.looseObject({
  metadata: z.looseObject({ name: z.string(), resourceVersion: z.string() }),
});
export type KubernetesObject = z.infer<typeof KubernetesObject>;

export const versionOf = ({ metadata }: KubernetesObject): number => Number(metadata.resourceVersion);

/** An API server, and who asks it. */
export interface ApiPlace {
  /** Host and port. */
  readonly endpoint: string;
  readonly identity: ApiIdentity;
}

/** An administrator of one API server, who is closed with the trial. */
export class Api {
  /** Host and port of the API server. */
  readonly endpoint: string;
  private readonly client: ApiClient;

  /** @param at the API server whose turn it is, of those of the run, counted round; or another one */
  constructor(trial: Trial, at: number | ApiPlace = 0) {
    const { endpoint, identity } = typeof at === 'number' ? placeOf(trial, at) : at;
    this.endpoint = endpoint;
    this.client = new ApiClient(endpoint, identity, DEADLINE);
    trial.atEnd(() => this.client.close());
  }

  /** @throws Unanswered where no answer came */
  answer(request: ApiRequest): Promise<ApiAnswer> {
    return this.client.ask(request).catch((error: unknown) => {
      throw error instanceof NoAnswer ? new Unanswered(error.message) : error;
    });
  }

  /** @throws Unanswered where no answer came, or one that says that the server cannot answer now */
  async ask(request: ApiRequest): Promise<ApiAnswer> {
    const answer = await this.answer(request);
    if (answer.code === 429 || answer.code >= 500) {
      throw new Unanswered(`${request.method} ${request.path}: HTTP ${answer.code}`);
    }
    return answer;
  }

  /** Whether a collection is there and ready: at first its storage is not. */
  async serves(path: string): Promise<boolean> {
    const answer = await this.client.ask({ method: 'GET', path }).catch((error: unknown) => {
      if (error instanceof NoAnswer) {
        return undefined;
      }
      throw error;
    });
    return answer?.code === 200;
  }

  /** @throws Violated where it did not succeed, which our requests give no reason for */
  async done(request: ApiRequest): Promise<KubernetesObject> {
    const { code, body } = await this.ask(request);
    if (code >= 300) {
      throw new Violated(
        `${request.method} ${request.path} was refused: ${JSON.stringify(body).slice(0, 300)}`,
      );
    }
    return KubernetesObject.parse(body);
  }
}

/** The administrator of the run's own control plane, at the API server whose turn it is. */
export function placeOf(trial: Trial, turn: number): ApiPlace & { readonly node: string } {
  const { kubernetes } = trial.arena;
  if (kubernetes === undefined) {
    throw new Error('this suite needs a control plane, and the run has none');
  }
  const { servers, admin } = kubernetes;
  const server = servers[turn % servers.length] as (typeof servers)[number];
  const text = (path: string): string => readFileSync(path, 'utf8');
  const identity = { authority: text(admin.ca), certificate: text(admin.certificate), key: text(admin.key) };
  return { ...server, identity };
}
