import { findingsOf, type Finding } from './finding';
import type { History } from './history';
import { goingBack, type Told } from './going-back';
import { groupBy } from './grouping';
import { describeRequest, isSerializable } from './operation';
import { revisionOfEvent } from './sightings';

const finding = findingsOf('revisions-forward', 'UPG-2');

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
    ...goingBack(linearizable).map(wentBack),
    // Linearizable ones are compared with all clients' answers already.
    ...members.flatMap((own) =>
      goingBack(own)
        .filter(([{ operation }]) => isSerializable(operation.request))
        .map(wentBack),
    ),
    ...watches.flatMap(({ watch, responses }) => watchGoingBack(watch, responses)),
  ];
}

const wentBack = ([{ operation, revision }, before]: readonly [Told, Told]): Finding =>
  finding(
    `client ${operation.client} was told of revision ${revision} by ${operation.member} ` +
      `(${describeRequest(operation.request)}) after client ${before.operation.client} had been told of revision ` +
      `${before.revision} by ${before.operation.member}`,
    before.operation.id,
    operation.id,
  );

/**
 * Events go forward, none is ahead of its own response, and a progress notification is not behind what was shown.
 * The revision of a response with events may itself be below that of one before: etcd sends what a slow client did
 * not take at once again, under the revision of its last event (`moveVictims` in server/storage/mvcc).
 */
function watchGoingBack(watch: number, responses: History['watches'][number]['responses']): Finding[] {
  let shown = 0;
  for (const { revision, events } of responses) {
    const revisions = events.map(revisionOfEvent);
    const back = revisions.find((one) => one < shown);
    if (back !== undefined) {
      return [went(watch, `back from revision ${shown} to an event at ${back}`)];
    }
    const newest = Math.max(shown, ...revisions);
    if (revision < newest) {
      return [went(watch, `back from revision ${newest} to a response at ${revision}`)];
    }
    shown = events.length > 0 ? newest : revision;
  }
  return [];
}

const went = (watch: number, words: string): Finding =>
  finding(`watch ${watch} went ${words}`, `watch ${watch}`);
