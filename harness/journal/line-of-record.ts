import { recordedValue } from './long-values';
import type { JournalRecord, WatchEvent } from './record';
import type {
  BranchRequest,
  BranchResponse,
  Compare,
  KeyValue,
  RangeResult,
  Request,
  Response,
} from './request';

/**
 * A record as the journal holds it, without its line end. Operations and what watches show, which are most of a journal,
 * stand there in short: without names that follow from the place, and with long values as a digest.
 */
export const lineOf = (record: JournalRecord): string => JSON.stringify(inShort(record));

function inShort(record: JournalRecord): object {
  if (record.type === 'invoke') {
    return { invoke: record.op, t: record.t, ...requestInShort(record.request) };
  }
  if (record.type === 'ok') {
    return { ok: record.op, t: record.t, ...responseInShort(record.response) };
  }
  if (record.type === 'fail' || record.type === 'unknown') {
    return { [record.type]: record.op, t: record.t, error: record.error };
  }
  if (record.type === 'watched') {
    const { watch, t, revision, events } = record;
    return { watched: watch, t, revision, events: events.map(eventInShort) };
  }
  return record.type === 'content' ? { ...record, kvs: record.kvs.map(listOfKeyValue) } : record;
}

function requestInShort(request: Request | BranchRequest): object {
  if ('put' in request) {
    const { key, value, lease } = request.put;
    return { put: withLast([key, recordedValue(value)], lease) };
  }
  if ('txn' in request) {
    const { if: guards, then, else: otherwise } = request.txn;
    return {
      txn: {
        if: guards.map(listOfCompare),
        then: then.map(requestInShort),
        else: otherwise.map(requestInShort),
      },
    };
  }
  return request;
}

function responseInShort(response: Response | BranchResponse): object {
  if ('range' in response) {
    return { range: rangeInShort(response.range) };
  }
  if ('txn' in response) {
    return { txn: { ...response.txn, responses: response.txn.responses.map(responseInShort) } };
  }
  if ('put' in response) {
    return 'revision' in response.put ? { put: response.put.revision } : response;
  }
  if ('revoke' in response) {
    return { revoke: response.revoke.revision };
  }
  return 'compact' in response ? { compact: response.compact.revision } : response;
}

function rangeInShort({ kvs, count, ...rest }: RangeResult): object {
  return { kvs: kvs.map(listOfKeyValue), ...(count === kvs.length ? {} : { count }), ...rest };
}

const eventInShort = ({ prev, ...event }: WatchEvent): object => ({
  ...('put' in event ? { put: listOfKeyValue(event.put) } : event),
  ...(prev === undefined ? {} : { prev: listOfKeyValue(prev) }),
});

const listOfKeyValue = ({ key, value, create, mod, version, lease }: KeyValue): unknown[] =>
  withLast([key, recordedValue(value), create, mod, version], lease);

const listOfCompare = ({ key, target, is, to, end }: Compare): unknown[] =>
  withLast([key, target, is, target === 'value' && typeof to === 'string' ? recordedValue(to) : to], end);

/** An absent last item is left out, as JSON would write null for it. */
const withLast = (items: unknown[], last: unknown): unknown[] =>
  last === undefined ? items : [...items, last];
