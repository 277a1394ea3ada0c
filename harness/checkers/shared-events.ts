import type { RecordOf, WatchEvent } from '../journal/record';
import type { KeyValue } from '../journal/request';
import { sameKeyValue } from './difference';
import { keyOfEvent, revisionOfEvent } from './sightings';

/**
 * Every recorder is shown the same events, and each state twice: as it comes about, and as the state before the next
 * one. Equal ones are held once, which is most of what a long journal weighs.
 */
export class SharedEvents {
  private readonly byRevision = new Map<number, readonly WatchEvent[]>();

  of(record: RecordOf<'watched'>): RecordOf<'watched'> {
    const [first] = record.events;
    if (first === undefined) {
      return record;
    }
    const known = this.byRevision.get(revisionOfEvent(first));
    if (known === undefined) {
      const events = record.events.map((event) => this.withSharedPast(event));
      this.byRevision.set(revisionOfEvent(first), events);
      return { ...record, events };
    }
    return sameEvents(known, record.events) ? { ...record, events: known as WatchEvent[] } : record;
  }

  private withSharedPast(event: WatchEvent): WatchEvent {
    const { prev } = event;
    const before = prev && this.stateAt(prev);
    if (before === undefined) {
      return event;
    }
    return 'put' in event ? { put: event.put, prev: before } : { delete: event.delete, prev: before };
  }

  private stateAt(kv: KeyValue): KeyValue | undefined {
    for (const event of this.byRevision.get(kv.mod) ?? []) {
      if ('put' in event && sameKeyValue(event.put, kv)) {
        return event.put;
      }
    }
    return undefined;
  }
}

const sameEvents = (some: readonly WatchEvent[], others: readonly WatchEvent[]): boolean =>
  some.length === others.length && some.every((event, i) => sameEvent(event, others[i] as WatchEvent));

const sameEvent = (one: WatchEvent, other: WatchEvent): boolean =>
  'put' in one === 'put' in other &&
  keyOfEvent(one) === keyOfEvent(other) &&
  revisionOfEvent(one) === revisionOfEvent(other) &&
  sameKeyValue('put' in one ? one.put : undefined, 'put' in other ? other.put : undefined) &&
  sameKeyValue(one.prev, other.prev);
