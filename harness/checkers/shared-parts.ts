import type { RecordOf, WatchEvent } from '../journal/record';
import type { BranchRequest, BranchResponse, KeyValue, Request, Response } from '../journal/request';
import { ByRevision } from './by-revision';
import { sameKeyValue } from './difference';
import { keyOfEvent, revisionOfEvent } from './sightings';

/**
 * Every recorder is shown the same events, each state comes about, is read, and is the state before the next one, and
 * keys come again and again. Equal ones are held once, which is most of what a long journal weighs: a part of a record
 * is replaced, in place, by the equal one that came first.
 */
export class SharedParts {
  /** Every key that a request or an event names. */
  readonly keys = new Map<string, KnownKey>();
  /** Puts asked for that no event has shown yet, by their values, each of which is mostly put once. */
  private readonly puts = new Map<string, AskedPut>();
  private readonly byRevision = new ByRevision<readonly WatchEvent[]>();

  request(record: RecordOf<'invoke'>): void {
    const { request } = record;
    if ('put' in request) {
      this.sharePut(request);
    } else if ('range' in request) {
      record.request = this.sharedRead(request);
    } else if ('delete' in request) {
      request.delete.key = this.known(request.delete.key).key;
    } else if ('txn' in request) {
      this.shareTxn(request.txn);
    }
  }

  /** What was there before the first request. */
  content(kvs: readonly KeyValue[]): void {
    for (const { key } of kvs) {
      this.known(key);
    }
  }

  response(response: Response): void {
    if ('range' in response) {
      this.shareStates(response.range.kvs);
    } else if ('txn' in response) {
      this.shareAnswers(response.txn.responses);
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
      this.shareEvent(event);
    }
    if (known === undefined || events.length > known.length) {
      this.byRevision.set(revision, events);
    }
    return events;
  }

  private shareEvent(event: WatchEvent): void {
    const changed = 'put' in event ? event.put : event.delete;
    const known = this.known(changed.key);
    changed.key = known.key;
    if (event.prev !== undefined) {
      event.prev = sameKeyValue(known.newest, event.prev)
        ? known.newest
        : (this.stateAt(event.prev) ?? event.prev);
    }
    if ('put' in event) {
      this.shareState(event.put);
      known.newest = event.put;
    }
  }

  private sharePut(asked: AskedPut): void {
    asked.put.key = this.known(asked.put.key).key;
    this.puts.set(asked.put.value, asked);
  }

  /** A state has all that the put asked for which it came of. */
  private shareState(kv: KeyValue): void {
    const asked = this.puts.get(kv.value);
    if (asked !== undefined) {
      this.puts.delete(kv.value);
      if (asked.put.key === kv.key && asked.put.lease === kv.lease) {
        asked.put = kv;
      } else {
        kv.value = asked.put.value;
      }
    }
  }

  private shareTxn({ if: guards, then, else: otherwise }: Txn): void {
    for (const guard of guards) {
      guard.key = this.known(guard.key).key;
    }
    this.shareBranch(then);
    this.shareBranch(otherwise);
  }

  private shareBranch(parts: BranchRequest[]): void {
    for (let i = 0; i < parts.length; i += 1) {
      const part = parts[i] as BranchRequest;
      if ('put' in part) {
        this.sharePut(part);
      } else if ('range' in part) {
        parts[i] = this.sharedRead(part);
      } else if ('delete' in part) {
        part.delete.key = this.known(part.delete.key).key;
      } else {
        this.shareTxn(part.txn);
      }
    }
  }

  /** Reads of the same keys that ask for nothing else are all the same. */
  private sharedRead(read: Read): Read {
    const known = this.known(read.range.key);
    read.range.key = known.key;
    if (!isPlain(read)) {
      return read;
    }
    const before = read.range.end === undefined ? known.read : known.rangeRead;
    if (before !== undefined && before.range.end === read.range.end) {
      return before;
    }
    known[read.range.end === undefined ? 'read' : 'rangeRead'] = read;
    return read;
  }

  private shareAnswers(answers: BranchResponse[]): void {
    for (let i = 0; i < answers.length; i += 1) {
      const answer = answers[i] as BranchResponse;
      if ('put' in answer) {
        answers[i] = PUT;
      } else if ('range' in answer) {
        this.shareStates(answer.range.kvs);
      } else if ('txn' in answer) {
        this.shareAnswers(answer.txn.responses);
      }
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

  private known(key: string): KnownKey {
    const known = this.keys.get(key);
    if (known !== undefined) {
      return known;
    }
    const first = new KnownKey(key);
    this.keys.set(key, first);
    return first;
  }
}

type Txn = Extract<Request, { txn: unknown }>['txn'];
type AskedPut = Extract<Request, { put: unknown }>;
type Read = Extract<Request, { range: unknown }>;

/** What there is once for each key. */
class KnownKey {
  /** The state that an event showed last. */
  newest: KeyValue | undefined;
  /** The request that reads it and asks for nothing else. */
  read: Read | undefined;
  /** The last one that reads a range from it on, and asks for nothing else. */
  rangeRead: Read | undefined;

  constructor(readonly key: string) {}
}

const PUT: BranchResponse = { put: {} };
const NO_EVENTS: readonly never[] = [];

/** Whether a request reads one key or a range, the newest states and all of them. */
function isPlain({ range }: Read): boolean {
  for (const name in range) {
    if (name !== 'key' && name !== 'end') {
      return false;
    }
  }
  return true;
}

function sameEvents(some: readonly WatchEvent[], others: readonly WatchEvent[]): boolean {
  if (some.length !== others.length) {
    return false;
  }
  for (let i = 0; i < some.length; i += 1) {
    if (!sameEvent(some[i] as WatchEvent, others[i] as WatchEvent)) {
      return false;
    }
  }
  return true;
}

const sameEvent = (one: WatchEvent, other: WatchEvent): boolean =>
  'put' in one === 'put' in other &&
  keyOfEvent(one) === keyOfEvent(other) &&
  revisionOfEvent(one) === revisionOfEvent(other) &&
  sameKeyValue('put' in one ? one.put : undefined, 'put' in other ? other.put : undefined) &&
  sameKeyValue(one.prev, other.prev);
