import { guardsHold } from './branch';
import { findingsOf, type Finding } from './finding';
import type { History } from './history';
import { spanText, type Acknowledged } from './operation';
import type { Witness } from './witness';

const finding = findingsOf('cas-range-guards', 'CAS-2');

/**
 * CAS-2: each answered transaction with a guard over a range took the branch that the keys which existed in the range
 * just before it ask for.
 */
export function casRangeGuards({ operations }: History, { model, trusted, changes }: Witness): Finding[] {
  return operations.filter(isRangeGuarded).flatMap((operation) => {
    const { request, response, revision = 0 } = operation;
    if (revision > trusted || !('txn' in request) || !('txn' in response)) {
      return [];
    }
    const before = changes.get(revision)?.by === operation ? revision - 1 : revision;
    const right = guardsHold(request.txn, model, before);
    const guards = request.txn.if.map(
      (guard) => `${guard.target} of ${spanText(guard)} ${guard.is} ${guard.to}`,
    );
    const words = (held: boolean) => (held ? 'held' : 'did not hold');
    return response.txn.succeeded === right
      ? []
      : [
          finding(
            `client ${operation.client} was told that its guards (${guards.join(', ')}) ${words(!right)} at revision ` +
              `${before}, where they ${words(right)}`,
            operation.id,
          ),
        ];
  });
}

/** Whether it was answered, and guards more than single keys. */
export const isRangeGuarded = (operation: History['operations'][number]): operation is Acknowledged =>
  operation.outcome === 'ok' &&
  'txn' in operation.request &&
  operation.request.txn.if.some(({ end }) => end !== undefined);
