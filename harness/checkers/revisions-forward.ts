import { findingsOf, type Finding } from './finding';
import type { History } from './history';
import { groupBy } from './grouping';
import { describeRequest, isSerializable, type Acknowledged } from './operation';
import { revisionOfEvent } from './sightings';

const finding = findingsOf('revisions-forward', 'UPG-2');

interface Told {
  readonly operation: Acknowledged;
  readonly revision: number;
}

/**
 * UPG-2: no answer names a revision below one that was named before it was asked for: by anybody where the
 * operation is linearizable, by the same member (restarts included) in any case; nor does a watch go back.
 */
export function revisionsForward({ operations, watches }: History): Finding[] {
  const told = operations.flatMap((operation) => {
    const revision = operation.outcome === 'ok' ? operation.revision : undefined;
    return operation.outcome === 'ok' && revision !== undefined ? [{ operation, revision }] : [];
  });
  const linearizable = told.filter(({ operation }) => !isSerializable(operation.request));
  const members = [...groupBy(told, ({ operation }) => operation.member).values()];
  return [
    ...goingBack(linearizable),
    ...members.flatMap((own) => goingBack(own).filter(isOfSerializable(own))),
    ...watches.flatMap(({ watch, responses }) => watchGoingBack(watch, responses)),
  ];
}

/** Linearizable ones are compared with all clients' answers already. */
const isOfSerializable =
  (told: readonly Told[]) =>
  ({ operations: [, late] }: Finding): boolean =>
    told.some(({ operation }) => operation.id === late && isSerializable(operation.request));

/** Operations that began after a higher revision had been named, by invoke. */
function goingBack(told: readonly Told[]): Finding[] {
  const byReturn = [...told].sort((one, other) => one.operation.returned - other.operation.returned);
  const findings: Finding[] = [];
  let highest: Told | undefined;
  let next = 0;
  for (const late of [...told].sort((one, other) => one.operation.invoke - other.operation.invoke)) {
    for (
      let told = byReturn[next];
      told && told.operation.returned < late.operation.invoke;
      told = byReturn[next]
    ) {
      highest = highest === undefined || told.revision > highest.revision ? told : highest;
      next += 1;
    }
    if (highest !== undefined && late.revision < highest.revision) {
      findings.push(wentBack(late, highest));
    }
  }
  return findings;
}

const wentBack = ({ operation, revision }: Told, before: Told): Finding =>
  finding(
    `client ${operation.client} was told of revision ${revision} by ${operation.member} ` +
      `(${describeRequest(operation.request)}) after client ${before.operation.client} had been told of revision ` +
      `${before.revision} by ${before.operation.member}`,
    before.operation.id,
    operation.id,
  );

function watchGoingBack(watch: number, responses: History['watches'][number]['responses']): Finding[] {
  let header = 0;
  let event = 0;
  for (const { revision, events } of responses) {
    const revisions = events.map(revisionOfEvent);
    const back = revisions.find((one) => one < event);
    if (back !== undefined || revision < header) {
      const words =
        back === undefined
          ? `from revision ${header} to ${revision}`
          : `from an event at ${event} to one at ${back}`;
      return [finding(`watch ${watch} went back ${words}`, `watch ${watch}`)];
    }
    header = revision;
    event = Math.max(event, ...revisions);
  }
  return [];
}
