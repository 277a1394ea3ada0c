import type { Watch } from '../history';
import { groupByRevision, keyOfEvent, reached } from '../sightings';
import type { Witness } from '../witness';

/** A change of the watched keys that a watch went past. */
export interface Unseen {
  readonly revision: number;
  /** Of the revision's keys those that were not shown. */
  readonly keys: readonly [string, ...string[]];
  /** Whether others of its keys were. */
  readonly partly: boolean;
  /** The id of who made the revision, where that is known. */
  readonly by: readonly string[];
}

export const isPartly = ({ partly }: Unseen): boolean => partly;

/** Up to the last revision that the watch reached. One from "now" (0) begins at its first event. */
export function unseenBy(watch: Watch, witness: Witness): Unseen[] {
  const shown = groupByRevision(watch.responses.events());
  const from = watch.opened.from > 0 ? watch.opened.from : Math.min(Infinity, ...shown.keys());
  return unseenWithin(watch, from, reached(watch), shown, witness);
}

/** What of [from, to] is not among what was shown; what a filter keeps away counts as shown. */
export function unseenWithin(
  watch: Watch,
  from: number,
  to: number,
  shown: ReturnType<typeof groupByRevision>,
  { model, trusted, changes }: Witness,
): Unseen[] {
  const high = Math.min(to, trusted);
  if (from > high) {
    return [];
  }
  return [...model.changes(watch.opened, from, high)]
    .sort(([one], [other]) => one - other)
    .flatMap(([revision, changed]) => {
      const wanted = changed.filter((key) => !isFiltered(watch, model.get(key, revision) !== undefined));
      const seen = new Set(shown.get(revision)?.map(keyOfEvent));
      const [first, ...others] = wanted.filter((key) => !seen.has(key));
      const by = changes.get(revision)?.by;
      return first === undefined
        ? []
        : [
            {
              revision,
              keys: [first, ...others],
              partly: seen.size > 0,
              by: by === undefined ? [] : [by.id],
            },
          ];
    });
}

/** Whether the watch asked not to be shown puts, or deletions. */
export const isFiltered = ({ opened }: Watch, isPut: boolean): boolean =>
  opened.filters?.includes(isPut ? 'noput' : 'nodelete') === true;
