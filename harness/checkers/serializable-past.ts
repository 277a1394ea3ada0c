import { rangeDifference, type Difference } from './difference';
import { guardsHold } from './effect';
import { expectedRange } from './expected';
import { findingsOf, type Finding } from './finding';
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

/** CONS-5: each serializable read is exactly the state at its revision, and those of a member never go back. */
export function serializablePast(history: History, witness: Witness): Finding[] {
  const reads = serializableReads(history);
  return [
    ...reads.flatMap((read) => notThePast(read, witness)),
    ...[...groupBy(reads, ({ member }) => member).values()].flatMap(goingBack),
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
    return rangeDifference(response.range, expectedRange(request.range, model, revision));
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
          ? rangeDifference(answer.range, expectedRange(part.range, model, revision))
          : { said: 'no answer to a read', right: 'an answer' };
      if (difference !== undefined) {
        return difference;
      }
    }
  }
  return undefined;
}

/** Reads of one member that began after a newer one of it had been answered, whoever had read that. */
function goingBack(reads: readonly Acknowledged[]): Finding[] {
  const byReturn = [...reads].sort((one, other) => one.returned - other.returned);
  const findings: Finding[] = [];
  let highest: Acknowledged | undefined;
  let next = 0;
  // By invoke, as they are in a history.
  for (const read of reads) {
    for (let one = byReturn[next]; one && one.returned < read.invoke; one = byReturn[next]) {
      highest = highest === undefined || revisionOf(one) > revisionOf(highest) ? one : highest;
      next += 1;
    }
    if (highest !== undefined && revisionOf(read) < revisionOf(highest)) {
      const before = highest.client === read.client ? 'it' : `client ${highest.client}`;
      findings.push(
        finding(
          `client ${read.client} read revision ${revisionOf(read)} from ${read.member} after ${before} had read ` +
            `revision ${revisionOf(highest)} there`,
          highest.id,
          read.id,
        ),
      );
    }
  }
  return findings;
}

const revisionOf = ({ revision }: Acknowledged): number => revision ?? 0;
