import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type ServerDuplexStream,
} from '@grpc/grpc-js';
import { methodNamed } from '../services';

const asItIs = (message: Buffer): Buffer => message;

/** What a fake member was asked. */
interface Seen {
  readonly requests: Buffer[];
  readonly metadata: Metadata[];
  readonly deadlines: number[];
  cancelled: number;
}

interface FakeMember {
  readonly address: string;
  readonly seen: Seen;
  readonly close: () => void;
}

/**
 * A server that answers Put and Campaign with the request's own bytes, DeleteRange with an error and Range never, and sends back
 * what comes on a watch's stream.
 * @param silentTo a message of a watch that it does not send back
 */
export async function fakeMember(silentTo?: Buffer): Promise<FakeMember> {
  const server = new Server();
  const seen: Seen = { requests: [], metadata: [], deadlines: [], cancelled: 0 };
  const unary = (name: string, handle: handleUnaryCall<Buffer, Buffer>): boolean =>
    server.register(methodNamed(name).path, handle, asItIs, asItIs, 'unary');
  unary('Put', (call, done) => {
    seen.requests.push(call.request);
    seen.metadata.push(call.metadata);
    seen.deadlines.push(Number(call.getDeadline()));
    const trailer = new Metadata();
    trailer.set('of-the-member', 'yes');
    done(null, call.request, trailer);
  });
  unary('Campaign', (call, done) => done(null, call.request));
  unary('Range', (call) => call.on('cancelled', () => (seen.cancelled += 1)));
  unary('DeleteRange', (_call, done) => {
    const metadata = new Metadata();
    metadata.set('why', 'no leader');
    done({ code: status.UNAVAILABLE, details: 'etcdserver: no leader', metadata });
  });
  const echo = (call: ServerDuplexStream<Buffer, Buffer>): void => {
    call.on('data', (message: Buffer) => {
      if (silentTo?.equals(message) !== true) {
        call.write(message);
      }
    });
    call.on('end', () => call.end());
    call.on('cancelled', () => (seen.cancelled += 1));
  };
  server.register(methodNamed('Watch').path, echo, asItIs, asItIs, 'bidi');
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  return { address: `127.0.0.1:${port}`, seen, close: () => server.forceShutdown() };
}
