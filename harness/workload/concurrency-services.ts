import {
  credentials,
  loadPackageDefinition,
  type ClientReadableStream,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import { PROTOS } from './concurrency-protos';

/** The key by which a candidate leads, as the server names it. */
export interface LeaderKey {
  readonly name: Buffer;
  readonly key: Buffer;
  /** Create revision of the key. */
  readonly rev: string;
  readonly lease: string;
}

export interface LeaderAnswer {
  readonly kv: { readonly key: Buffer; readonly value: Buffer; readonly create_revision: string };
}

type Service = InstanceType<ServiceClientConstructor>;

/** The server's own lock and election services (v3lockpb, v3electionpb), which the npm client does not know. */
export class ConcurrencyServices {
  private readonly locks: Service;
  private readonly elections: Service;

  /** @param endpoint host and port of one member */
  constructor(endpoint: string) {
    this.locks = new Lock(endpoint, credentials.createInsecure());
    this.elections = new Election(endpoint, credentials.createInsecure());
  }

  /** Waits for its turn, however long that takes. @returns the ownership key */
  async lock(name: string, lease: string): Promise<string> {
    const { key } = await unary<{ key: Buffer }>(this.locks, 'Lock', { name: bytes(name), lease });
    return key.toString();
  }

  async unlock(key: string): Promise<void> {
    await unary(this.locks, 'Unlock', { key: bytes(key) });
  }

  /** Waits until it leads, however long that takes. */
  async campaign(name: string, lease: string, value: string): Promise<LeaderKey> {
    const request = { name: bytes(name), lease, value: bytes(value) };
    return (await unary<{ leader: LeaderKey }>(this.elections, 'Campaign', request)).leader;
  }

  /** @returns the key that leads */
  async leader(name: string): Promise<string> {
    const { kv } = await unary<LeaderAnswer>(this.elections, 'Leader', { name: bytes(name) });
    return kv.key.toString();
  }

  async proclaim(leader: LeaderKey, value: string): Promise<void> {
    await unary(this.elections, 'Proclaim', { leader, value: bytes(value) });
  }

  async resign(leader: LeaderKey): Promise<void> {
    await unary(this.elections, 'Resign', { leader });
  }

  /** Tells of each leader until the returned function is called; what ends the stream before is told too. */
  observe(name: string, heard: (answer: LeaderAnswer) => void, broken: (error: Error) => void): () => void {
    const method = this.elections['Observe'] as (request: object) => ClientReadableStream<LeaderAnswer>;
    const stream = method.call(this.elections, { name: bytes(name) });
    let cancelled = false;
    stream.on('data', heard);
    stream.on('error', (error) => (cancelled ? undefined : broken(error)));
    return () => {
      cancelled = true;
      stream.cancel();
    };
  }

  close(): void {
    this.locks.close();
    this.elections.close();
  }
}

const bytes = (text: string): Buffer => Buffer.from(text);

function unary<Answer>(client: Service, method: string, request: object): Promise<Answer> {
  const call = client[method] as (
    request: object,
    done: (error: Error | null, answer: Answer) => void,
  ) => void;
  return new Promise((resolve, reject) => {
    call.call(client, request, (error, answer) => (error === null ? resolve(answer) : reject(error)));
  });
}

const { v3lockpb, v3electionpb } = loadPackageDefinition(
  fromJSON(PROTOS as Parameters<typeof fromJSON>[0], { keepCase: true, longs: String, defaults: true }),
) as unknown as {
  v3lockpb: { Lock: ServiceClientConstructor };
  v3electionpb: { Election: ServiceClientConstructor };
};
const { Lock } = v3lockpb;
const { Election } = v3electionpb;
