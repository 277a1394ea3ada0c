import {
  Metadata,
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServiceError,
} from '@grpc/grpc-js';
import { METHODS, type Method } from './services';
import { relayStream, type StreamLies } from './relay-stream';
import { TrueMember, UNLIMITED, type Answered, type Terms } from './true-member';
import { streamLiesOf, unaryLieOf } from './lies';
import type { Disguise } from './mutant';
import { Random } from '../workload/random';

/**
 * Stands between clients and one member. Bytes, errors, trailers, deadlines and cancellations go through as they
 * are, but for the calls that a mutant lies about.
 */
export class Proxy {
  private readonly server = new Server(UNLIMITED);
  private readonly member: TrueMember;

  /** @param upstream host and port of the member's own client port */
  constructor(upstream: string, disguise: Pick<Disguise, 'lies'>, seed: number) {
    this.member = new TrueMember(upstream);
    const lies = disguise.lies({ member: this.member, random: new Random(seed) });
    for (const [name, method] of METHODS) {
      if (method.requestStream || method.responseStream) {
        this.relayStreams(method, streamLiesOf(name, lies));
      } else {
        this.relayUnary(method, unaryLieOf(name, lies, this.member));
      }
    }
  }

  /** @returns host and port that it listens on */
  async listen(address: string): Promise<string> {
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    return `${address.slice(0, address.lastIndexOf(':'))}:${port}`;
  }

  close(): void {
    this.server.forceShutdown();
    this.member.close();
  }

  private relayUnary(method: Method, lie: ReturnType<typeof unaryLieOf>): void {
    const handle = (call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>): void => {
      const terms = termsOf(call);
      const answer: Promise<Answered> =
        lie?.(call.request, terms) ?? this.member.unary(method, call.request, terms);
      answer.then(
        ({ message, trailer }) => done(null, message, trailer),
        (error: unknown) => done(refusalOf(error)),
      );
    };
    this.server.register(method.path, handle, asItIs, asItIs, 'unary');
  }

  private relayStreams(method: Method, lies: (() => StreamLies) | undefined): void {
    const handle = (call: ServerDuplexStream<Buffer, Buffer>): void => {
      const terms = termsOf(call);
      const upstream = this.member.stream(method, terms);
      terms.cancels(() => upstream.cancel());
      relayStream(call, upstream, lies?.());
    };
    this.server.register(method.path, handle, asItIs, asItIs, 'bidi');
  }
}

/** The client's own metadata and deadline hold for the member's call, and its cancellation reaches it. */
function termsOf(call: ServerUnaryCall<Buffer, Buffer> | ServerDuplexStream<Buffer, Buffer>): Terms {
  return {
    metadata: forwardable(call.metadata),
    options: { deadline: call.getDeadline() },
    cancels: (cancel) => {
      call.on('cancelled', cancel);
      if (call.cancelled) {
        cancel();
      }
    },
  };
}

/** @throws whatever is no refusal of the member's but a fault of the mutant: the proxy dies of it */
function refusalOf(error: unknown): Partial<ServiceError> {
  if (!(error instanceof Error) || !('code' in error)) {
    throw error;
  }
  const { code, details, metadata } = error as ServiceError;
  return { code, details, metadata };
}

/** What belongs to the connection is set anew for the next one. */
const OF_THE_CONNECTION = /^(grpc-|user-agent$|content-type$|te$|:)/;

function forwardable(metadata: Metadata): Metadata {
  const forwarded = new Metadata();
  for (const key of Object.keys(metadata.getMap()).filter((one) => !OF_THE_CONNECTION.test(one))) {
    metadata.get(key).forEach((value) => forwarded.add(key, value));
  }
  return forwarded;
}

const asItIs = (message: Buffer): Buffer => message;
