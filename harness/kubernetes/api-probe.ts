import { ApiClient } from './api-client';
import { LOAD_NAMESPACE, type LoadPlace } from './loads/load';
import { makeObject } from './make-object';
import { PacedCalls } from './paced-calls';
import { RecordingApiClient } from './recording-api-client';

/** Microseconds between two calls of one kind at one API server. */
const EVERY = 200_000;
const DEADLINE = 10_000;
const PATH = `/api/v1/namespaces/${LOAD_NAMESPACE}/configmaps`;

/** Small objects that a probe lists, of which each API server's probe changes one. */
const STANDING = 10;

/**
 * A client of each API server that reads an object, lists a few, and changes one of its own, each five times a second whatever
 * becomes of those before: what anybody gets of the API while something else goes on.
 */
export class ApiProbe {
  private constructor(
    private readonly calls: readonly PacedCalls[],
    private readonly clients: readonly RecordingApiClient[],
  ) {}

  /** The namespace of all load has to be there. */
  static async start({ plane: { endpoints, identity }, journal, numbers }: LoadPlace): Promise<ApiProbe> {
    const calls: PacedCalls[] = [];
    const clients: RecordingApiClient[] = [];
    for (const [node, at] of endpoints) {
      const client = new ApiClient(at, identity, DEADLINE);
      for (const name of [`probe-${node}`, ...Array.from({ length: STANDING }, (_, i) => `small-${i + 1}`)]) {
        await makeObject(client, PATH, {
          metadata: { name, labels: { probe: 'yes' } },
          data: { count: '0' },
        });
      }
      const recording = new RecordingApiClient(client, journal, { client: numbers.next(), node });
      clients.push(recording);
      calls.push(...probesOf(recording, `probe-${node}`, journal));
    }
    return new ApiProbe(calls, clients);
  }

  async stop(): Promise<void> {
    await Promise.all(this.calls.map((one) => one.stop()));
    this.clients.forEach((client) => client.close());
  }
}

function probesOf(client: RecordingApiClient, name: string, journal: LoadPlace['journal']): PacedCalls[] {
  const object = `configmaps/${LOAD_NAMESPACE}/${name}`;
  const path = `${PATH}/${name}`;
  const all = `configmaps/${LOAD_NAMESPACE}/`;
  return [
    new PacedCalls(journal, EVERY, (due) =>
      client.perform({ verb: 'get', object, due }, { method: 'GET', path }),
    ),
    new PacedCalls(journal, EVERY, (due) =>
      client.perform(
        { verb: 'list', object: all, due },
        { method: 'GET', path: `${PATH}?labelSelector=probe%3Dyes`, counted: true },
      ),
    ),
    new PacedCalls(journal, EVERY, (due, count) =>
      client.perform(
        { verb: 'patch', object, due },
        {
          ...{ method: 'PATCH', path, contentType: 'application/merge-patch+json' },
          body: { data: { count: String(count + 1) } },
        },
      ),
    ),
  ];
}
