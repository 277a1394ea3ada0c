import type { Contention } from '../../journal/sweep-record';
import type { ContentionFigures } from '../../result/measured-point';
import type { History } from '../history';
import type { Operation } from '../operation';
import { within, type Stretch } from './stretches';

const SECOND = 1_000_000;

/**
 * What contenders came to in the stretch. A change is a guarded write of one of the keys that they contend for, whatever
 * guards it.
 */
export function contentionFigures(
  { operations, told }: History,
  contention: Contention,
  whole: Stretch,
  measured: Stretch,
): ContentionFigures {
  const clients = told.client.filter(({ scope, t }) => scope === 'contention' && within(whole, t));
  const wins = new Map(clients.map(({ client }) => [client, 0]));
  let attempts = 0;
  for (const operation of operations) {
    if (within(measured, operation.invoke) && wins.has(operation.client) && isChange(operation)) {
      attempts += 1;
      if (succeeded(operation)) {
        wins.set(operation.client, (wins.get(operation.client) ?? 0) + 1);
      }
    }
  }
  // A client that watches has a number of its own for its stream, under which it writes nothing.
  const shares = [...wins.values()].sort((one, other) => other - one).slice(0, contention.clients);
  const won = shares.reduce((sum, share) => sum + share, 0);
  const seconds = (measured.to - measured.from) / SECOND;
  return {
    ...contention,
    ...{ attempts, won, fairness: won === 0 ? null : fairnessOf(shares) },
    throughput: seconds > 0 ? Math.round((10 * won) / seconds) / 10 : 0,
  };
}

function isChange({ request }: Operation): boolean {
  const [first] = 'txn' in request ? request.txn.then : [];
  return first !== undefined && 'put' in first && /^contention\/\d+\/\d+$/.test(first.put.key);
}

const succeeded = (operation: Operation): boolean =>
  operation.outcome === 'ok' && 'txn' in operation.response && operation.response.txn.succeeded;

/** Jain's index. @param shares at least one of them above 0 */
export function fairnessOf(shares: readonly number[]): number {
  const sum = shares.reduce((all, share) => all + share, 0);
  const squares = shares.reduce((all, share) => all + share ** 2, 0);
  return Math.min(1, Math.round((1000 * sum ** 2) / (shares.length * squares)) / 1000);
}
