import type { Contention } from '../../journal/sweep-record';
import type { Contender } from './contender';

/** Seconds; a lease that outlasts a point. */
const TTL = 120;
/** Milliseconds to wait for the one before to go, before the queue is looked at again. */
const PATIENCE = 1_000;

/**
 * Changes one key under its lock, as etcd's own clients lock: an ownership key with a lease, the turn once nobody with a
 * lower create revision is there, waiting for the one before to go, and the write under a guard on the ownership.
 */
export async function lockTurn(
  contender: Contender,
  _: Contention['strategy'],
  signal: AbortSignal,
): Promise<void> {
  contender.lease ??= await lease(contender);
  const key = contender.pick();
  const queue = { key: `${key}.lock/`, end: `${key}.lock0` };
  const own = `${queue.key}${contender.number}`;
  const put = {
    key: own,
    value: contender.unique(),
    ...(contender.lease === undefined ? {} : { lease: contender.lease }),
  };
  const queued = await contender.ask({
    txn: { if: [{ key: own, target: 'create', is: '=', to: 0 }], then: [{ put }], else: [] },
  });
  if (queued === undefined || !('txn' in queued) || !queued.txn.succeeded) {
    return;
  }
  const create = queued.txn.revision;
  if (await turnCame(contender, queue, create, signal)) {
    await contender.ask({ range: { key } });
    const guard = { key: own, target: 'create', is: '=', to: create } as const;
    await contender.ask({
      txn: { if: [guard], then: [{ put: { key, value: contender.unique() } }], else: [] },
    });
  }
  await contender.ask({ delete: { key: own } });
}

/** @returns false where the time was over before, or the queue could not be read */
async function turnCame(
  contender: Contender,
  queue: { readonly key: string; readonly end: string },
  create: number,
  signal: AbortSignal,
): Promise<boolean> {
  while (!signal.aborted) {
    const answer = await contender.ask({ range: queue });
    if (answer === undefined || !('range' in answer)) {
      return false;
    }
    const { kvs, revision } = answer.range;
    const [before] = kvs.filter((kv) => kv.create < create).sort((one, other) => other.create - one.create);
    if (before === undefined) {
      return true;
    }
    await contender.changed({ key: before.key }, revision, PATIENCE, signal);
  }
  return false;
}

async function lease(contender: Contender): Promise<string | undefined> {
  const granted = await contender.ask({ grant: { ttl: TTL } });
  return granted !== undefined && 'grant' in granted ? granted.grant.lease : undefined;
}
