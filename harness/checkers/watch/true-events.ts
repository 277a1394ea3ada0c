import type { WatchEvent } from '../../journal/record';
import { sameKeyValue, stateText } from '../difference';
import type { Finding } from '../finding';
import type { Watch } from '../history';
import { keyOfEvent, revisionOfEvent } from '../sightings';
import type { Witness } from '../witness';
import { isFiltered } from './unseen';
import { broken } from './watch-finding';

/** Each event is what happened: the key's new state, creation or not, and the state before; and none that was filtered. */
export const trueEvents = (watch: Watch, witness: Witness): Finding[] =>
  [...watch.responses].flatMap(({ events, t }) =>
    events.flatMap((event) => [
      ...filtered(watch, event),
      ...(revisionOfEvent(event) <= witness.trusted
        ? (wrongState(watch, event, witness) ?? wrongBefore(watch, event, t, witness) ?? [])
        : []),
    ]),
  );

function filtered(watch: Watch, event: WatchEvent): Finding[] {
  const what = 'put' in event ? 'put' : 'deletion';
  return isFiltered(watch, 'put' in event)
    ? [
        broken(
          'filters',
          watch,
          `asked for no ${what}s and was shown the ${what} of ${keyOfEvent(event)} at revision ${revisionOfEvent(event)}`,
        ),
      ]
    : [];
}

function wrongState(watch: Watch, event: WatchEvent, { model, changes }: Witness): Finding[] | undefined {
  const key = keyOfEvent(event);
  const revision = revisionOfEvent(event);
  const right = model.get(key, revision);
  const changed = 'put' in event ? right?.mod === revision : model.get(key, revision - 1) !== undefined;
  if (changed && sameKeyValue('put' in event ? event.put : undefined, right)) {
    return undefined;
  }
  const maker = changes.get(revision)?.by;
  return [
    broken(
      'true event',
      watch,
      `was shown ${'put' in event ? stateText(key, event.put) : `the deletion of ${key}`} at revision ${revision}, ` +
        `where ${changed || right !== undefined ? `${stateText(key, right)} is right` : 'nothing happened to it'}` +
        (changed ? creationText(event, right) : ''),
      ...(maker === undefined ? [] : [maker.id]),
    ),
  ];
}

/** Clients tell a creation from a modification by whether the create revision is the event's own. */
function creationText(event: WatchEvent, right: { create: number; mod: number } | undefined): string {
  if (!('put' in event) || right === undefined) {
    return '';
  }
  const said = event.put.create === event.put.mod;
  return said === (right.create === right.mod)
    ? ''
    : `: a ${said ? 'modification' : 'creation'} told as a ${said ? 'creation' : 'modification'}`;
}

/** The state before may be missing only where its revision may have been compacted away. */
function wrongBefore(
  watch: Watch,
  event: WatchEvent,
  t: number,
  { model, windows }: Witness,
): Finding[] | undefined {
  const key = keyOfEvent(event);
  const revision = revisionOfEvent(event);
  const right = model.get(key, revision - 1);
  const excused = event.prev === undefined && windows.mayBeCompacted(revision - 1, t);
  return !watch.opened.prev || excused || sameKeyValue(event.prev, right)
    ? undefined
    : [
        broken(
          'prev_kv',
          watch,
          `was shown ${stateText(key, event.prev)} as the state before revision ${revision}, where ` +
            `${stateText(key, right)} is right`,
        ),
      ];
}
