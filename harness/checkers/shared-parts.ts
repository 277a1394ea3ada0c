import type { RecordOf, WatchEvent } from '../journal/record';
import type { BranchResponse, KeyValue, Request, Response } from '../journal/request';
import { ByRevision } from './by-revision';
import { sameKeyValue } from './difference';
import { keyOfEvent, revisionOfEvent } from './sightings';

/**
 * Every recorder is shown the same events, each state comes about, is read, and is the state before the next one, and
 * keys come again and again. Equal ones are held once, which is most of what a long journal weighs: a part of a record
 * is replaced, in place, by the equal one that came first.
 */
export class SharedParts {
  /** Every key that a request or an event names, by itself. */
  readonly keys = new Map<string, string>();
  /** Those asked for that no event has shown yet. */
  private readonly values = new Map<string, string>();
  private readonly byRevision = new ByRevision<readonly WatchEvent[]>();

  request(request: Request): void {
    this.shareKeys(request);
    if ('put' in request) {
      this.values.set(request.put.value, request.put.value);
    }
  }

  /** What was there before the first request. */
  content(kvs: readonly KeyValue[]): void {
    kvs.forEach(({ key }) => this.sharedKey(key));
  }

  response(response: Response): void {
    if ('range' in response) {
      this.shareStates(response.range.kvs);
    } else if ('txn' in response) {
      response.txn.responses.forEach((part) => this.shareBranch(part));
    }
  }

  /** The events of a response of a watch, those of the first watch that was shown the same. */
  eventsOf({ events }: RecordOf<'watched'>): readonly WatchEvent[] {
    const [first] = events;
    if (first === undefined) {
      return NO_EVENTS;
    }
    const revision = revisionOfEvent(first);
    const known = this.byRevision.get(revision);
    if (known !== undefined && sameEvents(known, events)) {
      return known;
    }
    for (const event of events) {
      const changed = 'put' in event ? event.put : event.delete;
      changed.key = this.sharedKey(changed.key);
      if ('put' in event) {
        this.shareValue(event.put);
      }
      if (event.prev !== undefined) {
        event.prev = this.stateAt(event.prev) ?? event.prev;
      }
    }
    if (known === undefined || events.length > known.length) {
      this.byRevision.set(revision, events);
    }
    return events;
  }

  private shareValue(kv: KeyValue): void {
    const known = this.values.get(kv.value);
    if (known !== undefined) {
      kv.value = known;
      this.values.delete(known);
    }
  }

  private shareBranch(part: BranchResponse): void {
    if ('range' in part) {
      this.shareStates(part.range.kvs);
    } else if ('txn' in part) {
      part.txn.responses.forEach((inner) => this.shareBranch(inner));
    }
  }

  private shareStates(kvs: KeyValue[]): void {
    for (let i = 0; i < kvs.length; i += 1) {
      const kv = kvs[i] as KeyValue;
      kvs[i] = this.stateAt(kv) ?? kv;
    }
  }

  private stateAt(kv: KeyValue): KeyValue | undefined {
    for (const event of this.byRevision.get(kv.mod) ?? NO_EVENTS) {
      if ('put' in event && sameKeyValue(event.put, kv)) {
        return event.put;
      }
    }
    return undefined;
  }

  private shareKeys(part: object): void {
    const fields = part as Record<string, unknown>;
    for (const name in fields) {
      const field = fields[name];
      if (typeof field === 'object' && field !== null) {
        this.shareKeys(field);
      } else if (name === 'key' && typeof field === 'string') {
        fields[name] = this.sharedKey(field);
      }
    }
  }

  private sharedKey(key: string): string {
    const known = this.keys.get(key);
    if (known === undefined) {
      this.keys.set(key, key);
      return key;
    }
    return known;
  }
}

const NO_EVENTS: readonly never[] = [];

const sameEvents = (some: readonly WatchEvent[], others: readonly WatchEvent[]): boolean =>
  some.length === others.length && some.every((event, i) => sameEvent(event, others[i] as WatchEvent));

const sameEvent = (one: WatchEvent, other: WatchEvent): boolean =>
  'put' in one === 'put' in other &&
  keyOfEvent(one) === keyOfEvent(other) &&
  revisionOfEvent(one) === revisionOfEvent(other) &&
  sameKeyValue('put' in one ? one.put : undefined, 'put' in other ? other.put : undefined) &&
  sameKeyValue(one.prev, other.prev);
