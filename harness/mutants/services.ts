import {
  fromJSON,
  loadSync,
  type MethodDefinition,
  type Options,
  type PackageDefinition,
} from '@grpc/proto-loader';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PROTOS } from '../workload/concurrency-protos';

/** One call of etcd's API: its path, and its messages as bytes and as objects. */
export type Method = MethodDefinition<object, object>;

const isMethod = (entry: unknown): entry is Method =>
  typeof entry === 'object' && entry !== null && 'path' in entry && 'requestStream' in entry;

const WORDS = { keepCase: true, longs: String, enums: String, oneofs: true } as const;

function load(options: Options): Map<string, Method> {
  const folder = dirname(createRequire(__filename).resolve('etcd3/package.json'));
  const all = { ...WORDS, ...options };
  return new Map([
    ...methodsOf(loadSync(join(folder, 'proto', 'rpc.proto'), all), 'etcdserverpb.'),
    ...methodsOf(fromJSON(PROTOS as Parameters<typeof fromJSON>[0], all), 'v3'),
  ]);
}

const methodsOf = (definition: PackageDefinition, packages: string): [string, Method][] =>
  Object.entries(definition)
    .filter(([name]) => name.startsWith(packages))
    .flatMap(([, entry]) => Object.entries(entry))
    .filter((entry): entry is [string, Method] => isMethod(entry[1]));

/**
 * Every call that etcd offers to clients, by its name: from the protos of the npm client, and for locks and elections
 * (v3lockpb, v3electionpb) from what we use of theirs. Both are less than the members know; a call is decoded only where a mutant has to, and everything else goes through as it came.
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
