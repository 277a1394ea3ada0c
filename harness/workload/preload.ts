import type { Cluster } from '../cluster/cluster';
import { etcdClient } from '../cluster/etcd-client';
import type { Journal } from '../journal/journal';

const AT_ONCE = 100;
const DEADLINE = 30_000;
/** Bytes of a value; of a Kubernetes object they would be some thousand. */
const VALUE = Buffer.alloc(256, 'x');
const PREFIX = 'preload/';
const DIGITS = 7;

/**
 * Fills the store with so many keys before anything else happens. The journal says who does it, and has the changes as
 * recorders see them, but none of the calls.
 * @returns the revision of the last one
 * @throws the client's error where a put fails
 */
export async function preload(
  { network, members }: Cluster,
  journal: Journal,
  keys: number,
): Promise<number> {
  journal.write({ type: 'outside', t: journal.clock(), writer: 'preload', key: PREFIX, end: 'preload0' });
  const clients = members.map(({ name }) => etcdClient(network.door(name), DEADLINE));
  let next = 0;
  let last = 0;
  const work = async (worker: number): Promise<void> => {
    const client = clients[worker % clients.length];
    while (next < keys && client !== undefined) {
      const key = `${PREFIX}${String((next += 1)).padStart(DIGITS, '0')}`;
      const { header } = await client.kv.put({ key: Buffer.from(key), value: VALUE });
      last = Math.max(last, Number(header.revision));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => work(worker)));
  } finally {
    clients.forEach((client) => client.close());
  }
  return last;
}
