import type { BranchResponse, KeyValue, Request } from '../journal/request';
import { answeredLeaves } from './branch';
import { finalContents } from './final-content';
import { findingsOf, type Finding } from './finding';
import type { History } from './history';
import { contains, type KeySpan } from './key-span';
import { spanText, type Acknowledged } from './operation';
import { keyOfEvent, groupByRevision } from './sightings';
import type { Witness } from './witness';

const finding = findingsOf('cas-atomic', 'CAS-6');

/** Keys put by one acknowledged transaction, by its revision; at least two. */
type Together = ReadonlyMap<number, { readonly keys: readonly string[]; readonly by: Acknowledged }>;

/** CAS-6: no read, no watch and no member's content shows one half of a transaction without the other. */
export function casAtomic(history: History, witness: Witness): Finding[] {
  const together = multiKeyTransactions(history);
  return [
    ...history.operations.flatMap((operation) => halfRead(operation, together, witness)),
    ...finalContents(history).flatMap(({ member, revision, kvs }) =>
      halves([...kvs.values()], [{ key: '\0', end: '\0' }], revision, together, witness).map(
        ({ words, by }) => finding(`${member} ended with ${words}`, by),
      ),
    ),
    ...history.watches.flatMap((watch) => halfWatched(watch, together)),
  ];
}

function multiKeyTransactions({ operations }: History): Together {
  const together = new Map<number, { keys: string[]; by: Acknowledged }>();
  for (const operation of operations) {
    if (operation.outcome === 'ok' && 'txn' in operation.request && 'txn' in operation.response) {
      const { request, response } = operation;
      const keys = answeredLeaves(request.txn, response.txn).flatMap((part) =>
        'put' in part ? [part.put.key] : [],
      );
      if (keys.length > 1) {
        together.set(operation.revision ?? 0, { keys, by: operation });
      }
    }
  }
  return together;
}

interface Half {
  readonly words: string;
  readonly by: string;
}

/** Where a key of a transaction is shown, its others in the same spans must be as new, or have been deleted later. */
function halves(
  kvs: readonly KeyValue[],
  spans: readonly KeySpan[],
  revision: number,
  together: Together,
  witness: Witness,
): Half[] {
  const shown = new Map(kvs.map((kv) => [kv.key, kv.mod]));
  return kvs.flatMap(({ key, mod }) => {
    const transaction = together.get(mod);
    const behind = transaction?.keys.find((other) => {
      const at = shown.get(other);
      return (
        spans.some((span) => contains(span, other)) &&
        (at === undefined ? !mayBeDeleted(other, mod, revision, witness) : at < mod)
      );
    });
    return transaction === undefined || behind === undefined
      ? []
      : [
          {
            by: transaction.by.id,
            words: `${key} as of revision ${mod} but ${behind} ${shown.has(behind) ? `as of revision ${shown.get(behind) ?? 0}` : 'missing'}, and one transaction made both`,
          },
        ];
  });
}

function mayBeDeleted(
  key: string,
  after: number,
  upTo: number,
  { model, trusted, deletable }: Witness,
): boolean {
  const changed = model.changes({ key }, after + 1, upTo).keys();
  return [...changed].some((at) => model.get(key, at) === undefined) || (trusted < upTo && deletable(key));
}

function halfRead(operation: History['operations'][number], together: Together, witness: Witness): Finding[] {
  if (operation.outcome !== 'ok' || together.size === 0) {
    return [];
  }
  const revision = operation.revision ?? 0;
  return viewsOf(operation).flatMap(({ spans, kvs, asked }) =>
    halves(kvs, spans, asked ?? revision, together, witness).map(({ words, by }) =>
      finding(
        `client ${operation.client} read ${spans.map(spanText).join(' and ')} with ${words}`,
        by,
        operation.id,
      ),
    ),
  );
}

/** Keys that an answer shows as of one state. */
interface View {
  readonly spans: readonly KeySpan[];
  readonly kvs: readonly KeyValue[];
  /** The revision asked for; undefined for the newest. */
  readonly asked: number | undefined;
}

/**
 * A range by itself; all ranges of a transaction that only reads, joined by the state that they ask for. One that
 * writes may see in its own ranges what it has half done.
 */
function viewsOf({ request, response }: Acknowledged): View[] {
  if ('range' in request && 'range' in response) {
    return viewOf([request.range], [response.range]);
  }
  if (!('txn' in request) || !('txn' in response)) {
    return [];
  }
  const branch = response.txn.succeeded ? request.txn.then : request.txn.else;
  const requests = branch.flatMap((part) => ('range' in part ? [part.range] : []));
  const answers = response.txn.responses.flatMap((part) => ('range' in part ? [part.range] : []));
  if (requests.length < branch.length || answers.length < branch.length) {
    return [];
  }
  const states = [...new Set(requests.map(({ revision }) => revision))];
  return states.flatMap((state) => {
    const same = (_: unknown, i: number) => requests[i]?.revision === state;
    return viewOf(requests.filter(same), answers.filter(same));
  });
}

/** Of ranges that show all that is in them. */
function viewOf(requests: readonly RangeRequest[], answers: readonly RangeAnswer[]): View[] {
  const whole = (i: number) => {
    const request = requests[i];
    return request?.countOnly !== true && answers[i]?.more !== true && !isFiltered(request);
  };
  return [
    {
      spans: requests.filter((_, i) => whole(i)),
      kvs: answers.filter((_, i) => whole(i)).flatMap(({ kvs }) => kvs),
      asked: requests[0]?.revision,
    },
  ];
}

type RangeRequest = Extract<Request, { range: unknown }>['range'];
type RangeAnswer = Extract<BranchResponse, { range: unknown }>['range'];

function halfWatched(
  { watch, opened, responses }: History['watches'][number],
  together: Together,
): Finding[] {
  return [...responses].flatMap(({ events }) =>
    [...groupByRevision(events)].flatMap(([revision, shown]) => {
      const keys = new Set(shown.map(keyOfEvent));
      const transaction = together.get(revision);
      const unseen = transaction?.keys.find((key) => contains(opened, key) && !keys.has(key));
      return transaction === undefined || unseen === undefined
        ? []
        : [
            finding(
              `watch ${watch} was shown revision ${revision} without ${unseen}, which the same transaction changed`,
              transaction.by.id,
              `watch ${watch}`,
            ),
          ];
    }),
  );
}

/** A filter may rightly leave out a half that was overwritten since. */
const isFiltered = (request: RangeRequest | undefined): boolean =>
  [request?.minMod, request?.maxMod, request?.minCreate, request?.maxCreate].some(
    (bound) => bound !== undefined,
  );
