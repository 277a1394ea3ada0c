import { isUtf8 } from 'node:buffer';
import type { Cluster } from '../cluster/cluster';
import { authStateOf } from '../cluster/auth-state';
import { etcdClient } from '../cluster/etcd-client';
import { Refusal } from '../errors/refusal';
import type { Journal } from '../journal/journal';
import { decodeRange } from './decode';

const PAGE = 500;
const DEADLINE = 30_000;
const ZERO = Buffer.from([0]);

/** How much a store holds. */
export interface Content {
  readonly keys: number;
  readonly revision: number;
}

/**
 * Writes down what a store holds before anybody works on it, and compacts it there: what was before is not in the
 * journal, so nobody is to be shown it.
 * @throws Refusal (environment) where a key is no UTF-8, which the journal cannot hold
 */
export async function recordContent({ network, members }: Cluster, journal: Journal): Promise<Content> {
  const [member] = members;
  if (member === undefined) {
    throw new Error('there is no member');
  }
  const door = network.door(member.name);
  const client = etcdClient(door, DEADLINE);
  let keys = 0;
  let revision = 0;
  try {
    const { content: auth } = await authStateOf(door);
    for (let from: Buffer | undefined = ZERO; from !== undefined;) {
      const page = await client.kv.range({ key: from, range_end: ZERO, limit: PAGE, revision });
      const first = revision === 0;
      revision = first ? Number(page.header.revision) : revision;
      page.kvs.forEach(({ key }) => requireText(key));
      const { kvs } = decodeRange(page);
      journal.write({ type: 'content', t: journal.clock(), revision, kvs, ...(first ? { auth } : {}) });
      keys += kvs.length;
      const last = page.more ? page.kvs.at(-1) : undefined;
      from = last === undefined ? undefined : Buffer.concat([last.key, ZERO]);
    }
    await client.kv.compact({ revision }).catch(unlessCompacted);
    return { keys, revision };
  } finally {
    client.close();
  }
}

function requireText(key: Buffer): void {
  if (!isUtf8(key)) {
    throw Refusal.environment(
      `the snapshot holds the key 0x${key.toString('hex')}, which is no UTF-8; etcd-assay cannot work on such keys`,
    );
  }
}

function unlessCompacted(error: Error): void {
  if (!error.message.includes('required revision has been compacted')) {
    throw error;
  }
}
