import { differenceOf } from './difference';
import { effectOf, describeEffect, isEffect } from './effect';
import { perform } from './expected';
import type { Finding, findingsOf } from './finding';
import type { Mvcc } from './mvcc';
import { describeRequest, type Acknowledged, type Operation } from './operation';
import type { Windows } from './windows';

/** An answer that no correct etcd gives in the state that the answer itself names. */
export interface Contradiction {
  /** The revision that made the state which the answer ignores, where one did. */
  readonly since?: number | undefined;
  toFinding(make: ReturnType<typeof findingsOf>, revision: number, maker: Operation | undefined): Finding;
}

/**
 * Judges one answer at its place in the order and, for a write, carries it out on the model.
 * @param as what the answer itself says it was
 * @param effect what the request changes in that state
 */
export function judgeAnswer(
  operation: Acknowledged,
  as: 'read' | 'write',
  revision: number,
  model: Mvcc,
  windows: Windows,
  effect = effectOf(operation.request, model),
): Contradiction | undefined {
  if (isEffect(effect) !== (as === 'write')) {
    return plain(
      operation,
      as === 'write'
        ? `is said to have made revision ${revision}, but in that state it changes nothing`
        : `is said to have changed nothing at revision ${revision}, but in that state it makes ${describeEffect(effect)}`,
    );
  }
  const impossible = againstWindows(operation, revision, windows);
  const right = perform(operation.request, model, revision, operation.response);
  const difference = right && differenceOf(operation.response, right);
  if (difference === undefined) {
    return impossible;
  }
  const { said, key } = difference;
  const since = key === undefined ? undefined : lastChange(model, key, operation);
  return {
    since,
    toFinding: (make, at, maker) =>
      make(
        `client ${operation.client} (${describeRequest(operation.request)}) was told ${said} at revision ${at}, ` +
          `where ${difference.right} is right` +
          (maker?.outcome === 'ok'
            ? ` since client ${maker.client} had been told that it ${done(maker)}`
            : ''),
        ...(maker === undefined ? [] : [maker.id]),
        operation.id,
      ),
  };
}

const done = ({ request }: Operation): string => `did ${describeRequest(request)}`;

function lastChange(model: Mvcc, key: string, { request }: Operation): number | undefined {
  const asked = 'range' in request ? request.range.revision : undefined;
  return model.get(key, asked === undefined || asked === 0 ? Infinity : asked)?.mod;
}

const plain = (operation: Acknowledged, words: string, ...others: Operation[]): Contradiction => ({
  toFinding: (make) =>
    make(
      `client ${operation.client}'s ${describeRequest(operation.request)} ${words}`,
      ...others.map(({ id }) => id),
      operation.id,
    ),
});

/** Compaction floor and leases have no revision: an answer is wrong only if no state in its window allows it. */
function againstWindows(
  operation: Acknowledged,
  revision: number,
  windows: Windows,
): Contradiction | undefined {
  const { request, invoke } = operation;
  const asked = 'range' in request ? (request.range.revision ?? 0) : 0;
  if (asked > revision) {
    return plain(
      operation,
      `was answered at revision ${revision}, before the revision ${asked} that it asked for`,
    );
  }
  const compaction = asked > 0 ? windows.compactedBefore(asked, invoke) : undefined;
  if (compaction !== undefined) {
    return plain(operation, `read revision ${asked} after it had been compacted`, compaction);
  }
  const lease = 'put' in request ? request.put.lease : undefined;
  const revoke = lease === undefined ? undefined : windows.certainlyGone(lease, invoke);
  return revoke && plain(operation, `was attached to lease ${lease ?? ''} after its revoke`, revoke);
}
