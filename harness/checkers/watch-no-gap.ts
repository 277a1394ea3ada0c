import type { WatchEvent } from '../journal/record';
import { sameKeyValue, stateText } from './difference';
import { findingsOf, secondsText, type Finding } from './finding';
import type { History, Watch } from './history';
import { groupByRevision, keyOfEvent, reached, revisionOfEvent } from './sightings';
import type { Witness } from './witness';

const finding = findingsOf('watch-no-gap', 'UPG-4');

export interface WatchVerdict {
  readonly findings: readonly Finding[];
  /** Where a chain of watches was resumed too late by its own client, so that nothing can be said. */
  readonly holes: readonly string[];
}

/**
 * UPG-4: each watch shows the changes of its keys from its first revision to the last it reached: all of them,
 * whole, in order, once, with the right state before and after.
 */
export function watchNoGap(history: History, witness: Witness): WatchVerdict {
  const { watches } = history;
  const byId = new Map(watches.map((watch) => [watch.watch, watch]));
  return {
    findings: watches.flatMap((watch) => [
      ...wrongSequence(watch),
      ...wrongEvents(watch, witness),
      ...missing(watch, witness),
      ...wronglyCancelled(watch, witness),
      ...silent(watch, history),
    ]),
    holes: watches.flatMap((watch) => hole(watch, byId)),
  };
}

const name = ({ watch, member }: Watch): string => `watch ${watch} on ${member}`;

/** Events before the first revision asked for, out of order, twice, or one revision in two responses. */
function wrongSequence(watch: Watch): Finding[] {
  const findings: Finding[] = [];
  let last = watch.opened.from - 1;
  for (const { events } of watch.responses) {
    let within = 0;
    for (const event of events) {
      const revision = revisionOfEvent(event);
      if (revision < watch.opened.from) {
        findings.push(
          reference(watch, `asked for revision ${watch.opened.from} on and was shown ${revision}`),
        );
      } else if (revision === last) {
        findings.push(reference(watch, `was shown revision ${revision} in two responses`));
      } else if (revision < last || revision < within) {
        findings.push(reference(watch, `was shown revision ${revision} after ${Math.max(last, within)}`));
      }
      within = Math.max(within, revision);
    }
    last = Math.max(last, within);
  }
  return findings;
}

const reference = (watch: Watch, words: string, ...operations: string[]): Finding =>
  finding(`${name(watch)} ${words}`, ...operations, `watch ${watch.watch}`);

function wrongEvents(watch: Watch, witness: Witness): Finding[] {
  return watch.responses.flatMap(({ events, t }) =>
    events
      .filter((event) => revisionOfEvent(event) <= witness.trusted)
      .flatMap((event) => wrongState(watch, event, witness) ?? wrongBefore(watch, event, t, witness) ?? []),
  );
}

function wrongState(watch: Watch, event: WatchEvent, { model, changes }: Witness): Finding | undefined {
  const key = keyOfEvent(event);
  const revision = revisionOfEvent(event);
  const right = model.get(key, revision);
  const changed = 'put' in event ? right?.mod === revision : model.get(key, revision - 1) !== undefined;
  if (changed && sameKeyValue('put' in event ? event.put : undefined, right)) {
    return undefined;
  }
  const maker = changes.get(revision)?.by;
  return reference(
    watch,
    `was shown ${'put' in event ? stateText(key, event.put) : `the deletion of ${key}`} at revision ${revision}, ` +
      `where ${changed || right !== undefined ? `${stateText(key, right)} is right` : 'nothing happened to it'}`,
    ...(maker === undefined ? [] : [maker.id]),
  );
}

/** The state before may be missing only where its revision may have been compacted away. */
function wrongBefore(
  watch: Watch,
  event: WatchEvent,
  t: number,
  { model, windows }: Witness,
): Finding | undefined {
  const key = keyOfEvent(event);
  const revision = revisionOfEvent(event);
  const right = model.get(key, revision - 1);
  const excused = event.prev === undefined && windows.mayBeCompacted(revision - 1, t);
  return !watch.opened.prev || excused || sameKeyValue(event.prev, right)
    ? undefined
    : reference(
        watch,
        `was shown ${stateText(key, event.prev)} as the state before revision ${revision}, where ` +
          `${stateText(key, right)} is right`,
      );
}

/** Changes of the watched keys that the watch went past. A watch from "now" (0) begins at its first event. */
function missing(watch: Watch, { model, trusted, changes }: Witness): Finding[] {
  const shown = groupByRevision(watch.responses.flatMap(({ events }) => events));
  const from = watch.opened.from > 0 ? watch.opened.from : Math.min(Infinity, ...shown.keys());
  const high = Math.min(reached(watch), trusted);
  const findings: Finding[] = [];
  if (from > high) {
    return findings;
  }
  for (const [revision, keys] of model.changes(watch.opened, from, high)) {
    const seen = new Set(shown.get(revision)?.map(keyOfEvent));
    const [unseen] = keys.filter((key) => !seen.has(key));
    if (unseen !== undefined) {
      const maker = changes.get(revision)?.by;
      findings.push(
        reference(
          watch,
          `went on to revision ${high} without ${seen.size === 0 ? '' : 'the whole of '}revision ${revision} ` +
            `(${stateText(unseen, model.get(unseen, revision))})`,
          ...(maker === undefined ? [] : [maker.id]),
        ),
      );
    }
  }
  return findings;
}

/** etcd may cancel a watch whose next revision was compacted; starting at the compacted revision is legal. */
function wronglyCancelled(watch: Watch, { windows }: Witness): Finding[] {
  const { closed } = watch;
  const next = reached(watch) + 1;
  return closed?.compacted === undefined || windows.mayBeCompacted(next, closed.t)
    ? []
    : [
        reference(
          watch,
          `was cancelled as compacted at ${closed.compacted}, though revision ${next}, its next, was not`,
        ),
      ];
}

/** How long a recorder may show nothing of what its member has shown others, in microseconds. */
const QUIET = 20_000_000;

/**
 * A recorder whose stream stays open and shows nothing more, though its own member has told the clients that read it
 * at the end of a newer revision. There is no fault then that could hold the stream up.
 */
function silent(watch: Watch, { operations, last }: History): Finding[] {
  const high = reached(watch);
  const told = operations.find(
    (operation) =>
      watch.role === 'recorder' &&
      operation.role === 'final' &&
      operation.outcome === 'ok' &&
      operation.member === watch.member &&
      (operation.revision ?? 0) > high,
  );
  const since = Math.max(told?.returned ?? Infinity, watch.opened.t, watch.responses.at(-1)?.t ?? 0);
  const quiet = (watch.closed?.t ?? last) - since;
  return told?.outcome !== 'ok' || quiet < QUIET
    ? []
    : [
        reference(
          watch,
          `showed nothing beyond revision ${high} for ${secondsText(quiet)}, and its member had told of revision ` +
            `${told.revision ?? 0} before`,
          told.id,
        ),
      ];
}

function hole(watch: Watch, byId: ReadonlyMap<number, Watch>): string[] {
  const before = watch.opened.resumes === undefined ? undefined : byId.get(watch.opened.resumes);
  return before === undefined ||
    before.closed?.compacted !== undefined ||
    watch.opened.from <= reached(before) + 1
    ? []
    : [
        `${name(watch)} was resumed at revision ${watch.opened.from}, and ${name(before)} had reached ${reached(before)}`,
      ];
}
