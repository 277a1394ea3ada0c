import type { KeyValue, Request } from '../../journal/request';
import type { Random } from '../random';
import type { Traffic } from './traffic';

const PREFIX = '/registry/pods/';
const END = '/registry/pods0';
const NAMESPACES = 3;
const NAMES = 15;
const PAGE = 20;

/**
 * What an API server asks of etcd: lists in pages as of one revision, reads of one object, and changes guarded by the
 * `mod_revision` that was last seen: 0 for a creation. Each client renews a key of its own by a new lease, as API servers
 * do to be found. Source: Kubernetes, staging/src/k8s.io/apiserver/pkg/storage/etcd3.
 * @param ttl of those leases, in seconds
 */
export const kubernetesLike = (ttl: number): Traffic => ({
  name: 'kubernetes-like',
  start: ({ client, random, unique }) => {
    const known = new Map<string, number>();
    let page: { key: string; revision: number } | undefined;
    let lease: string | undefined;
    const learn = (kvs: readonly KeyValue[]): void => kvs.forEach(({ key, mod }) => known.set(key, mod));

    const list = async () => {
      const from = page ?? { key: PREFIX };
      const outcome = await client.perform({ range: { ...from, end: END, limit: PAGE } });
      const body = outcome.is === 'ok' && 'range' in outcome.response ? outcome.response.range : undefined;
      const last = body?.kvs.at(-1);
      learn(body?.kvs ?? []);
      // The first page's header names the revision that all others are read as of.
      page =
        body?.more === true && last !== undefined
          ? { key: `${last.key}\0`, revision: page?.revision ?? body.revision }
          : undefined;
      return outcome;
    };

    const change = async (key: string) => {
      const outcome = await client.perform(guarded(key, known.get(key) ?? 0, random, unique));
      if (outcome.is === 'ok' && 'txn' in outcome.response) {
        const { revision, succeeded, responses } = outcome.response.txn;
        const [first] = responses;
        known.delete(key);
        if (succeeded && first !== undefined && 'put' in first) {
          known.set(key, revision);
        } else if (first !== undefined && 'range' in first) {
          learn(first.range.kvs);
        }
      }
      return outcome;
    };

    const register = async () => {
      if (lease === undefined) {
        const outcome = await client.perform({ grant: { ttl } });
        lease = outcome.is === 'ok' && 'grant' in outcome.response ? outcome.response.grant.lease : undefined;
        return outcome;
      }
      const key = `/registry/masterleases/${client.identity.client}`;
      const put = { key, value: unique(), lease };
      lease = undefined;
      return client.perform({ put });
    };

    return () => {
      const key = `${PREFIX}ns-${random.integer(1, NAMESPACES)}/pod-${random.integer(1, NAMES)}`;
      const choice = random.integer(1, 10);
      if (choice <= 2) {
        return list();
      }
      if (choice <= 4) {
        return client.perform({ range: { key } });
      }
      return choice <= 6 ? register() : change(key);
    };
  },
});

/** Nobody deletes what it does not know, and one in four of the known goes. */
function guarded(key: string, mod: number, random: Random, unique: () => string): Request {
  const goes = mod > 0 && random.oneIn(4);
  return {
    txn: {
      if: [{ key, target: 'mod', is: '=', to: mod }],
      then: [goes ? { delete: { key } } : { put: { key, value: unique() } }],
      else: [{ range: { key } }],
    },
  };
}
