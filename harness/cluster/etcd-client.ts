import { noop } from 'cockatiel';
import { Etcd3 } from 'etcd3';
import { withoutStack } from './without-stack';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Whoever shows a certificate is the user that it names, and needs no password. */
export interface Certified {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/**
 * The npm client made safe: one member, no retry (its default repeats Put and Txn up to three times, which
 * turns a lost answer into a false conflict), a deadline on every call but streams, and short waits before
 * it dials again.
 * @param endpoint host and port of one member
 * @param deadline milliseconds that a call may take
 * @param user where authentication is on, or where the member asks for certificates
 */
export function etcdClient(endpoint: string, deadline: number, user?: Credentials | Certified): Etcd3 {
  return new Etcd3({
    ...whoAsks(endpoint, user),
    faultHandling: { host: () => noop, global: noop },
    // Asked for in the same turn as the call is handed to @grpc/grpc-js.
    defaultCallOptions: ({ isStream }) => {
      withoutStack();
      return isStream ? {} : { deadline: Date.now() + deadline };
    },
    grpcOptions: {
      'grpc.initial_reconnect_backoff_ms': 50,
      'grpc.min_reconnect_backoff_ms': 50,
      'grpc.max_reconnect_backoff_ms': 500,
      // As etcd's own client: a page of large values is larger than gRPC's default of 4 MiB.
      'grpc.max_receive_message_length': -1,
      // Clients of one process share connections by default; each of ours stands for a client of its own.
      'grpc.use_local_subchannel_pool': 1,
    },
  });
}

function whoAsks(endpoint: string, user: Credentials | Certified | undefined) {
  if (user === undefined || !('certificate' in user)) {
    return { hosts: endpoint, ...(user === undefined ? {} : { auth: user }) };
  }
  return {
    hosts: `https://${endpoint}`,
    credentials: {
      rootCertificate: Buffer.from(user.authority),
      certChain: Buffer.from(user.certificate),
      privateKey: Buffer.from(user.key),
    },
  };
}
