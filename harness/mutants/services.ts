import { loadSync, type MethodDefinition, type Options } from '@grpc/proto-loader';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** One call of etcd's API: its path, and its messages as bytes and as objects. */
export type Method = MethodDefinition<object, object>;

const isMethod = (entry: unknown): entry is Method =>
  typeof entry === 'object' && entry !== null && 'path' in entry && 'requestStream' in entry;

const WORDS = { keepCase: true, longs: String, enums: String, oneofs: true } as const;

function load(options: Options): Map<string, Method> {
  const folder = dirname(createRequire(__filename).resolve('etcd3/package.json'));
  const definition = loadSync(join(folder, 'proto', 'rpc.proto'), { ...WORDS, ...options });
  const methods = Object.entries(definition)
    .filter(([name]) => name.startsWith('etcdserverpb.'))
    .flatMap(([, entry]) => Object.entries(entry))
    .filter((entry): entry is [string, Method] => isMethod(entry[1]));
  return new Map(methods);
}

/**
 * Every call that etcd offers to clients, by its name, from the protos of the npm client. Those are older than the
 * members; a call is decoded only where a mutant has to, and everything else goes through as it came.
 *
 * What a request leaves out stays left out when it is encoded again: to etcd an empty `range_end` is another one than
 * none, and asks for every key from there on.
 */
export const METHODS: ReadonlyMap<string, Method> = (() => {
  const answers = load({ defaults: true });
  const requests = load({ arrays: true });
  return new Map(
    [...answers].map(([name, method]) => {
      const { requestDeserialize } = requests.get(name) ?? method;
      return [name, { ...method, requestDeserialize }];
    }),
  );
})();

export function methodNamed(name: string): Method {
  const method = METHODS.get(name);
  if (method === undefined) {
    throw new Error(`etcd has no call ${name}`);
  }
  return method;
}
