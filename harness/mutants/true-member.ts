import {
  Client,
  credentials,
  Metadata,
  type CallOptions,
  type ClientDuplexStream,
  type ServiceError,
} from '@grpc/grpc-js';
import type { Call, Calls, Grant } from './messages';
import { methodNamed, type Method } from './services';

/** Messages of any size go through: limits are the member's and its clients' matter. */
export const UNLIMITED = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

export interface Answered {
  readonly message: Buffer;
  readonly trailer: Metadata;
}

/** Of a client's call, what has to hold for the call that is made for it. */
export interface Terms {
  readonly metadata: Metadata;
  readonly options: CallOptions;
  /** Told how to cancel the call that is made. */
  readonly cancels: (cancel: () => void) => void;
}

const OWN_TERMS: Terms = { metadata: new Metadata(), options: {}, cancels: () => undefined };

/** The member itself: calls as bytes for the proxy, as objects for mutants. */
export class TrueMember {
  private readonly client: Client;

  /** @param address host and port of the member's own client port */
  constructor(address: string) {
    this.client = new Client(address, credentials.createInsecure(), {
      ...UNLIMITED,
      'grpc.initial_reconnect_backoff_ms': 50,
      'grpc.min_reconnect_backoff_ms': 50,
      'grpc.max_reconnect_backoff_ms': 500,
    });
  }

  /** @throws ServiceError as the member sent it */
  unary({ path }: Method, message: Buffer, terms: Terms): Promise<Answered> {
    return new Promise((resolve, reject) => {
      let answer: Buffer | undefined;
      const call = this.client.makeUnaryRequest(
        path,
        asItIs,
        asItIs,
        message,
        terms.metadata,
        terms.options,
        (error: ServiceError | null, value?: Buffer) => {
          if (error !== null) {
            reject(error);
          }
          answer = value;
        },
      );
      // The status comes after the answer, and brings the trailer.
      call.on('status', ({ metadata }) => {
        if (answer !== undefined) {
          resolve({ message: answer, trailer: metadata });
        }
      });
      terms.cancels(() => call.cancel());
    });
  }

  stream(
    { path }: Method,
    { metadata, options }: Omit<Terms, 'cancels'>,
  ): ClientDuplexStream<Buffer, Buffer> {
    return this.client.makeBidiStreamRequest(path, asItIs, asItIs, metadata, options);
  }

  /** A call in words instead of bytes. */
  async ask<C extends Call>(
    name: C,
    request: Calls[C]['request'],
    terms: Terms = OWN_TERMS,
  ): Promise<Calls[C]['response']> {
    const method = methodNamed(name);
    const { message } = await this.unary(method, method.requestSerialize(request), terms);
    return method.responseDeserialize(message) as Calls[C]['response'];
  }

  /** Renews a lease. */
  async keepAlive(lease: string): Promise<Grant> {
    const method = methodNamed('LeaseKeepAlive');
    const stream = this.stream(method, OWN_TERMS);
    const answer = new Promise<Buffer>((resolve, reject) => {
      stream.once('data', resolve);
      stream.once('error', reject);
    });
    stream.write(method.requestSerialize({ ID: lease }));
    const message = await answer;
    stream.end();
    return method.responseDeserialize(message) as Grant;
  }

  close(): void {
    this.client.close();
  }
}

const asItIs = (message: Buffer): Buffer => message;
