import { changesOf } from './attribution';
import { answeredLeaves } from './branch';
import { stateText } from './difference';
import { finalContents, type FinalContent } from './final-content';
import { findingsOf, type Finding } from './finding';
import type { History } from './history';
import { describeRequest, type Acknowledged, type Operation } from './operation';
import type { Witness } from './witness';

const finding = findingsOf('no-lost-writes', 'UPG-1');

interface Written {
  readonly key: string;
  /** Undefined for a deletion. */
  readonly value: string | undefined;
}

/** UPG-1: every acknowledged write is in every member's final content, or was overtaken by a later one. */
export function durability(history: History, witness: Witness): Finding[] {
  const contents = finalContents(history);
  const writes = witness.order.writes.all;
  const failedOnly = putsThatFailed(history);
  return contents.flatMap((content) => [
    ...writes.flatMap((write) => lost(write, content, witness)),
    ...risen(failedOnly, content),
  ]);
}

/** An acknowledged write that a member's content cannot show, since it was read as of an earlier revision. */
export function beyondContents({ order }: Witness, contents: readonly FinalContent[]): string | undefined {
  const last = order.writes.all.at(-1)?.revision ?? 0;
  const early = contents.find(({ revision }) => revision < last);
  return (
    early &&
    `the final content of ${early.member} was read as of revision ${early.revision}, and revision ${last} was acknowledged`
  );
}

function lost(write: Acknowledged, content: FinalContent, witness: Witness): Finding[] {
  const revision = write.revision ?? 0;
  if (revision > content.revision) {
    return revision > content.applied && write.returned < (content.fenced ?? 0)
      ? [
          finding(
            `${content.member} ended at revision ${content.applied}, after client ${write.client} had been told that ` +
              `it made revision ${revision} (${describeRequest(write.request)})`,
            write.id,
            ...content.pages.slice(0, 1),
          ),
        ]
      : [];
  }
  return writtenBy(write, revision, witness)
    .filter((written) => !isKept(written, revision, content, witness))
    .slice(0, 1)
    .map(({ key, value }) =>
      finding(
        `client ${write.client} had been told that ${value === undefined ? `${key} is deleted` : `${key}=${value}`} at ` +
          `revision ${revision}, and ${content.member} ended with ${stateText(key, content.kvs.get(key))}`,
        write.id,
        ...content.pages.slice(0, 1),
      ),
    );
}

/** The keys that an answered write changed, by the branch that its answer names. */
function writtenBy(write: Acknowledged, revision: number, witness: Witness): Written[] {
  const { request, response } = write;
  const change = witness.changes.get(revision);
  const deleted = change?.by === write ? change.deletes : [];
  const parts =
    'txn' in request && 'txn' in response ? answeredLeaves(request.txn, response.txn) : changesOf(request);
  const puts = parts.flatMap((part) => ('put' in part ? [{ key: part.put.key, value: part.put.value }] : []));
  return [...puts, ...deleted.map((key) => ({ key, value: undefined }))];
}

function isKept({ key, value }: Written, revision: number, content: FinalContent, witness: Witness): boolean {
  const kv = content.kvs.get(key);
  if (kv !== undefined) {
    return kv.mod > revision || (kv.mod === revision && kv.value === value);
  }
  const { model, trusted } = witness;
  const later = model.changes({ key }, revision + 1, content.revision).keys();
  return (
    value === undefined ||
    [...later].some((after) => model.get(key, after) === undefined) ||
    (trusted < content.revision && witness.deletable(key))
  );
}

interface FailedPut {
  readonly key: string;
  readonly value: string;
  readonly failed: Operation;
}

/** Values that only a definitely failed put ever carried; put values are unique, but for what was there before. */
function putsThatFailed({ operations, origin }: History): FailedPut[] {
  const failed = operations
    .filter(({ outcome }) => outcome === 'fail')
    .flatMap((operation) => putsOf(operation).map(({ key, value }) => ({ key, value, failed: operation })));
  const values = new Set(failed.map(nameOf));
  const others = operations.filter(({ outcome }) => outcome !== 'fail').flatMap(putsOf);
  const possible = new Set([...others, ...origin.kvs].map(nameOf).filter((name) => values.has(name)));
  return failed.filter((put) => !possible.has(nameOf(put)));
}

const risen = (failedOnly: readonly FailedPut[], { member, kvs, pages }: FinalContent): Finding[] =>
  failedOnly
    .filter(({ key, value }) => kvs.get(key)?.value === value)
    .map(({ key, value, failed }) =>
      finding(
        `client ${failed.client} was told that ${key}=${value} failed, and ${member} ended with it`,
        failed.id,
        ...pages.slice(0, 1),
      ),
    );

const putsOf = ({ request }: Operation) =>
  changesOf(request).flatMap((part) => ('put' in part ? [part.put] : []));

const nameOf = ({ key, value }: { key: string; value: string }): string => `${key}\0${value}`;
