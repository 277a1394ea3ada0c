import type { WatchEvent } from '../journal/record';
import type { KeyValue } from '../journal/request';
import { ByRevision } from './by-revision';
import type { Effect } from './effect';
import { pushTo } from './grouping';
import type { History, Watch } from './history';
import { isEverything } from './key-span';

/** What recorders were shown of one revision. */
export interface Sighting {
  readonly events: readonly WatchEvent[];
  /** When the first of them was shown it, in microseconds: it had happened by then. */
  readonly seen: number;
  readonly watch: number;
}

/**
 * Sightings by revision. A long journal has millions: they are held by columns, and an object is made of one where it
 * is asked for.
 */
class SightingsByRevision implements Iterable<readonly [number, Sighting]> {
  private readonly events = new ByRevision<readonly WatchEvent[]>();
  private readonly times = new ByRevision<number>();
  private readonly watches = new ByRevision<number>();

  get(revision: number): Sighting | undefined {
    const events = this.events.get(revision);
    return events === undefined
      ? undefined
      : { events, seen: this.times.get(revision) as number, watch: this.watches.get(revision) as number };
  }

  has(revision: number): boolean {
    return this.events.has(revision);
  }

  /** Whether these very events were seen of it by then. */
  hasShown(revision: number, events: readonly WatchEvent[], t: number): boolean {
    return this.events.get(revision) === events && (this.times.get(revision) as number) <= t;
  }

  set(revision: number, { events, seen, watch }: Sighting): void {
    this.events.set(revision, events);
    this.times.set(revision, seen);
    this.watches.set(revision, watch);
  }

  keys(): Iterable<number> {
    return this.events.keys();
  }

  *[Symbol.iterator](): Generator<readonly [number, Sighting]> {
    for (const revision of this.keys()) {
      yield [revision, this.get(revision) as Sighting];
    }
  }
}

/** Everything that the recorders saw, and how far each of them went. */
export interface Sightings {
  readonly byRevision: SightingsByRevision;
  /** Revisions within which some recorder went on without a break, merged and ascending. */
  readonly covered: readonly (readonly [number, number])[];
}

/** Collects from recorders of the whole key space; the fullest account of a revision is taken, then the first. */
export function collectSightings({ watches }: History): Sightings {
  const byRevision = new SightingsByRevision();
  const intervals: [number, number][] = [];
  for (const watch of watches) {
    if (watch.role === 'recorder' && isEverything(watch.opened) && watch.opened.filters === undefined) {
      let high = watch.opened.from - 1;
      watch.responses.forEach((t, revision, events) => {
        high = Math.max(high, collect(watch.watch, t, revision, events, byRevision));
      });
      if (high >= watch.opened.from && watch.opened.from > 0) {
        intervals.push([watch.opened.from, high]);
      }
    }
  }
  return { byRevision, covered: merge(intervals) };
}

/** @returns the revision up to which the watch has shown everything, by this response alone */
function collect(
  watch: number,
  t: number,
  told: number,
  events: readonly WatchEvent[],
  byRevision: SightingsByRevision,
): number {
  // Mostly another recorder was shown the very same, and then there is no need to look at it.
  if (byRevision.hasShown(told, events, t)) {
    return told;
  }
  for (const shown of runsOfRevision(events)) {
    const revision = revisionOfEvent(shown[0]);
    const before = byRevision.get(revision);
    if (before === undefined) {
      byRevision.set(revision, { events: shown, seen: t, watch });
    } else if (shown.length > before.events.length) {
      byRevision.set(revision, { events: shown, seen: Math.min(before.seen, t), watch });
    } else if (t < before.seen) {
      byRevision.set(revision, { ...before, seen: t });
    }
  }
  return reachedBy(told, events);
}

type Run = readonly [WatchEvent, ...WatchEvent[]];

/** The events of a response by revision. Nearly all responses are of one. */
function runsOfRevision(events: readonly WatchEvent[]): readonly Run[] {
  const [first] = events;
  if (first === undefined) {
    return [];
  }
  return events.length === 1 || events.every((event) => revisionOfEvent(event) === revisionOfEvent(first))
    ? [events as Run]
    : ([...groupByRevision(events).values()] as unknown as Run[]);
}

export const revisionOfEvent = (event: WatchEvent): number => ('put' in event ? event.put : event.delete).mod;
export const keyOfEvent = (event: WatchEvent): string => ('put' in event ? event.put : event.delete).key;

/** The events of a response by revision, in the order in which they came. */
export function groupByRevision(events: readonly WatchEvent[]): Map<number, WatchEvent[]> {
  const groups = new Map<number, WatchEvent[]>();
  for (const event of events) {
    pushTo(groups, revisionOfEvent(event), event);
  }
  return groups;
}

/** What a revision changed by what was shown of it. */
export function effectShown({ events }: Sighting): Effect {
  const [first, second] = events;
  if (first !== undefined && second === undefined) {
    return 'put' in first ? { puts: [first.put], deletes: [] } : { puts: [], deletes: [first.delete.key] };
  }
  const puts: KeyValue[] = [];
  const deletes: string[] = [];
  for (const event of events) {
    if ('put' in event) {
      puts.push(event.put);
    } else {
      deletes.push(event.delete.key);
    }
  }
  return { puts, deletes };
}

/**
 * The revision up to which a watch has shown everything: its last event's, or that of a later progress
 * notification. (The header of a response with events may be ahead of events still to come.)
 */
export function reached({ opened, responses }: Watch): number {
  let high = opened.from - 1;
  for (const { events, revision } of responses) {
    high = Math.max(high, reachedBy(revision, events));
  }
  return high;
}

function reachedBy(told: number, events: readonly WatchEvent[]): number {
  const last = events.at(-1);
  return last === undefined ? told : revisionOfEvent(last);
}

function merge(intervals: readonly [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...intervals].sort(([one], [other]) => one - other)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) {
      last[1] = Math.max(last[1], to);
    } else {
      merged.push([from, to]);
    }
  }
  return merged;
}

/** The part of [from, to] that no recorder went through, if any: where nothing can be said. */
export function uncovered(
  covered: Sightings['covered'],
  from: number,
  to: number,
): [number, number] | undefined {
  let open = from;
  for (const [first, last] of covered) {
    if (first > open) {
      break;
    }
    open = Math.max(open, last + 1);
  }
  return open > to ? undefined : [open, to];
}
