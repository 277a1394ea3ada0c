import { stateText } from '../difference';
import { secondsText, type Finding } from '../finding';
import type { History, Watch } from '../history';
import type { Acknowledged } from '../operation';
import { groupByRevision, revisionOfEvent } from '../sightings';
import type { Witness } from '../witness';
import { isPartly, unseenWithin, type Unseen } from './unseen';
import { broken } from './watch-finding';

/** A stream that stays open this long after its member has shown a revision has had time to show it as well. */
const CATCH_UP = 20_000_000;

/** Whoever is shown two events is shown all between them. A resumed watch's beginning is `resumable`'s. */
export function reliable(watch: Watch, unseen: readonly Unseen[], { model }: Witness): Finding[] {
  const events = watch.responses.events().map(revisionOfEvent);
  const last = events.reduce((latest, revision) => Math.max(latest, revision), 0);
  const first = watch.opened.resumes === undefined ? 0 : (events[0] ?? 0);
  return unseen
    .filter((one) => !isPartly(one) && one.revision > first && one.revision < last)
    .map(({ revision, keys: [key], by }) =>
      broken(
        'reliable',
        watch,
        `went on to revision ${last} without revision ${revision} (${stateText(key, model.get(key, revision))})`,
        ...by,
      ),
    );
}

/** What a member itself had at the end of the run, and its open stream never showed in all the time after that. */
export function neverShown(watch: Watch, { operations, last }: History, witness: Witness): Finding[] {
  const own = operations.filter(
    (one): one is Acknowledged =>
      one.outcome === 'ok' && one.role === 'final' && one.member === watch.member && 'range' in one.request,
  );
  const until = watch.closed?.t ?? last;
  const read = own.find(({ returned }) => returned > watch.opened.t && returned + CATCH_UP <= until);
  if (read === undefined || watch.opened.from === 0) {
    return [];
  }
  const responses = [...watch.responses].filter(({ t }) => t <= read.returned + CATCH_UP);
  const shown = groupByRevision(responses.flatMap(({ events }) => events));
  const after = responses.reduce(
    (high, { events, revision }) =>
      Math.max(high, ...(events.length === 0 ? [revision] : events.map(revisionOfEvent))),
    watch.opened.from - 1,
  );
  const [first] = unseenWithin(watch, after + 1, read.revision ?? 0, shown, witness);
  return first === undefined
    ? []
    : [
        broken(
          'reliable',
          watch,
          `stayed open until ${secondsText(until)} and never showed revision ${first.revision} ` +
            `(${stateText(first.keys[0], witness.model.get(first.keys[0], first.revision))}), which ${watch.member} had by ` +
            `${secondsText(read.returned)}, when it answered a read at revision ${read.revision ?? 0}`,
          ...first.by,
          read.id,
        ),
      ];
}
