import { rangeDifference, type Difference } from './difference';
import { guardsHold } from './branch';
import { expectedRange } from './expected-range';
import { findingsOf, type Finding } from './finding';
import { goingBack, type Told } from './going-back';
import type { History } from './history';
import { groupBy } from './grouping';
import { describeRequest, isSerializable, type Acknowledged } from './operation';
import { uncovered } from './sightings';
import type { Witness } from './witness';

const finding = findingsOf('serializable-past', 'CONS-5');

/** Answered serializable operations: the ones that CONS-5 is about. */
export const serializableReads = ({ operations }: History): Acknowledged[] =>
  operations.filter(
    (operation): operation is Acknowledged => operation.outcome === 'ok' && isSerializable(operation.request),
  );

/**
 * CONS-5: each serializable read is exactly the state at its revision, and those that one member answers never go back:
 * what it has applied stays applied. A restart is no exception, since etcd serves no client before its own entry
 * in the log, which comes after all that it had committed, has been applied (`ReadyNotify` in its server package).
 */
export function serializablePast(history: History, witness: Witness): Finding[] {
  const reads = serializableReads(history);
  return [
    ...reads.flatMap((read) => notThePast(read, witness)),
    ...[...groupBy(reads, ({ member }) => member).values()].flatMap((own) =>
      goingBack(own.map((operation) => ({ operation, revision: operation.revision ?? 0 }))).map(wentBack),
    ),
  ];
}

function notThePast(read: Acknowledged, { model, trusted, gap, sightings }: Witness): Finding[] {
  const revision = read.revision ?? 0;
  if (revision > trusted) {
    return gap !== undefined || uncovered(sightings.covered, trusted + 1, revision) !== undefined
      ? []
      : [
          finding(
            `client ${read.client} was told of revision ${revision} by ${read.member}, which never was`,
            read.id,
          ),
        ];
  }
  const difference = differenceAt(read, revision, model);
  return difference === undefined
    ? []
    : [
        finding(
          `client ${read.client} (serializable ${describeRequest(read.request)}) was told ${difference.said} at revision ` +
            `${revision} by ${read.member}, where ${difference.right} was right`,
          read.id,
        ),
      ];
}

function differenceAt(
  { request, response }: Acknowledged,
  revision: number,
  model: Witness['model'],
): Difference | undefined {
  if ('range' in request && 'range' in response) {
    return rangeDifference(response.range, expectedRange(request.range, model, revision, response.range.kvs));
  }
  if (!('txn' in request) || !('txn' in response)) {
    return undefined;
  }
  if (guardsHold(request.txn, model, revision) !== response.txn.succeeded) {
    const words = (succeeded: boolean) => `guards that ${succeeded ? 'held' : 'did not hold'}`;
    return { said: words(response.txn.succeeded), right: words(!response.txn.succeeded) };
  }
  const branch = response.txn.succeeded ? request.txn.then : request.txn.else;
  for (const [i, part] of branch.entries()) {
    const answer = response.txn.responses[i];
    if ('range' in part) {
      const difference =
        answer !== undefined && 'range' in answer
          ? rangeDifference(answer.range, expectedRange(part.range, model, revision, answer.range.kvs))
          : { said: 'no answer to a read', right: 'an answer' };
      if (difference !== undefined) {
        return difference;
      }
    }
  }
  return undefined;
}

const wentBack = ([{ operation: late, revision }, before]: readonly [Told, Told]): Finding =>
  finding(
    `client ${late.client} read revision ${revision} from ${late.member} after client ${before.operation.client} had read ` +
      `revision ${before.revision} there`,
    before.operation.id,
    late.id,
  );
