import {
  credentials,
  loadPackageDefinition,
  type ChannelCredentials,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** A hash of all keys and revisions up to `revision` and above `compactRevision`. */
export interface HashKv {
  readonly hash: string;
  readonly compactRevision: number;
}

const DEADLINE = 10_000;
const Answer = z.object({ hash: z.number(), compact_revision: z.string() });

/**
 * HashKV of one member. The npm client offers it as `maintenance.hashKV`, which ends in "client[method] is
 * not a function": the generated client knows the method by its own name only. So this calls that, with the
 * protos of the same package.
 * @param address host and port of the member, past all links that faults cut
 * @param access by which the member lets somebody in; in the clear where absent
 */
export function hashKv(
  address: string,
  revision: number,
  access: ChannelCredentials = credentials.createInsecure(),
): Promise<HashKv> {
  const client = new Maintenance(address, access);
  return new Promise<HashKv>((resolve, reject) => {
    const call = client['HashKV'] as (
      request: { revision: number },
      options: { deadline: number },
      done: (error: Error | null, answer: unknown) => void,
    ) => void;
    call.call(client, { revision }, { deadline: Date.now() + DEADLINE }, (error, answer) => {
      if (error !== null) {
        reject(error);
      } else {
        const { hash, compact_revision } = Answer.parse(answer);
        resolve({ hash: String(hash), compactRevision: Number(compact_revision) });
      }
    });
  }).finally(() => client.close());
}

const Maintenance = ((): ServiceClientConstructor => {
  const folder = dirname(createRequire(__filename).resolve('etcd3/package.json'));
  const definition = loadSync(join(folder, 'proto', 'rpc.proto'), {
    keepCase: true,
    longs: String,
    defaults: true,
  });
  const loaded = loadPackageDefinition(definition) as unknown as {
    etcdserverpb: { Maintenance: ServiceClientConstructor };
  };
  return loaded.etcdserverpb.Maintenance;
})();
