import { answeredLeaves } from './branch';
import { findingsOf, type Finding } from './finding';
import { groupBy } from './grouping';
import type { History } from './history';
import type { Acknowledged } from './operation';

const finding = findingsOf('cas-one-winner', 'CAS-4');

interface Win {
  readonly operation: Acknowledged;
  readonly key: string;
  readonly guarded: number;
}

/**
 * CAS-4: of all answered compare-and-swaps of a key guarded by the same mod_revision, at most one succeeded. A
 * guard on 0 (no such key) may rightly succeed again after a deletion.
 */
export function casOneWinner({ operations }: History): Finding[] {
  const wins = operations.flatMap(winsOf);
  return [...groupBy(wins, ({ key, guarded }) => `${guarded} ${key}`).values()]
    .filter((group) => group.length > 1)
    .map((group) => {
      const [{ key, guarded }] = group as [Win, ...Win[]];
      return finding(
        `clients ${group.map(({ operation }) => operation.client).join(' and ')} were each told that they alone changed ` +
          `${key} from revision ${guarded}`,
        ...group.map(({ operation }) => operation.id),
      );
    });
}

/** Keys that a successful transaction guarded by mod_revision and changed. */
function winsOf(operation: History['operations'][number]): Win[] {
  if (operation.outcome !== 'ok' || !('txn' in operation.request) || !('txn' in operation.response)) {
    return [];
  }
  const { request, response } = operation;
  const changed = new Set(
    answeredLeaves(request.txn, response.txn).flatMap((part) =>
      'put' in part
        ? [part.put.key]
        : 'delete' in part && part.delete.end === undefined
          ? [part.delete.key]
          : [],
    ),
  );
  return request.txn.if
    .filter(
      ({ target, is, end, key, to }) =>
        target === 'mod' && is === '=' && end === undefined && to !== 0 && changed.has(key),
    )
    .filter(() => response.txn.succeeded)
    .map(({ key, to }) => ({ operation, key, guarded: Number(to) }));
}
