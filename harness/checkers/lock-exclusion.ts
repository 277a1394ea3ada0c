import type { KeyValue } from '../journal/request';
import type { Measurement } from '../result/result';
import { findingsOf, secondsText, type Finding } from './finding';
import type { History } from './history';
import { type Acknowledged } from './operation';
import { revisionTimes, type RevisionTimes } from './revision-times';
import { beganTooLate, believesUntil, deletionOf, rivals, tenuresOf, type Tenure } from './tenure';
import type { Witness } from './witness';

const finding = findingsOf('lock-exclusion', 'LOCK-3');

export interface LockVerdict {
  readonly findings: readonly Finding[];
  readonly holds: number;
  readonly measurements: readonly Measurement[];
}

type Held = Tenure & { readonly key: string; readonly create: number; readonly holds: number };

const isHeld = (tenure: Tenure): tenure is Held =>
  tenure.key !== undefined && tenure.create !== undefined && tenure.holds !== undefined;

/**
 * LOCK-3: on the server's side whoever holds has the lowest create revision among the lock's keys. A holder that
 * was frozen or cut off may go on believing after its key is gone; its fenced writes must then fail.
 */
export function lockExclusion(history: History, witness: Witness): LockVerdict {
  const held = tenuresOf(history).filter(isHeld);
  const times = revisionTimes(witness);
  const released = new Set(held.filter(leftByItself).map(({ key }) => key));
  const fenced = fencedWrites(history, new Set(held.map(({ key }) => key)));
  const refused = fenced.filter(({ operation }) => !succeeded(operation));
  return {
    holds: held.length,
    findings: [
      ...held.flatMap((tenure) => notTheOwner(tenure, times, witness, released)),
      ...fenced.filter(({ operation }) => succeeded(operation)).flatMap((write) => unfenced(write, witness)),
    ],
    measurements: [
      { name: 'overlapping beliefs to hold a lock', value: overlapping(held).length, unit: 'overlaps' },
      ...(['freeze', 'cut'] as const).map((how) => ({
        name: `overlapping beliefs of holders ended by ${how}`,
        value: overlapping(held).filter(({ ended }) => ended?.how === how).length,
        unit: 'overlaps',
      })),
      {
        name: 'beliefs that began too late',
        value: held.filter((tenure) => beganTooLate(tenure, witness, times)).length,
        unit: 'holders',
      },
      { name: 'late writes stopped by fencing', value: refused.length, unit: 'writes' },
    ],
  };
}

function notTheOwner(
  tenure: Held,
  times: RevisionTimes,
  witness: Witness,
  released: ReadonlySet<string>,
): Finding[] {
  const { model, trusted } = witness;
  const { lock, holder, key, create, holds } = tenure;
  if (create > trusted) {
    return [];
  }
  const about = (words: string): Finding[] => [
    finding(
      `${holder} believed to hold ${lock} at ${secondsText(holds)}, ${words}`,
      `lock ${lock}`,
      `holder ${holder}`,
    ),
  ];
  if (model.get(key, create)?.create !== create) {
    return about(`by ${key} created at revision ${create}, where nobody created it`);
  }
  for (const rival of model.range(rivals(key), create).filter((kv) => kv.create < create)) {
    const gone = deletionOf(rival.key, rival.create, model);
    if (times.notBefore(gone ?? trusted + 1) > holds || isPromised(rival, gone, holds, witness, released)) {
      return about(
        `by ${key} (revision ${create}), while ${rival.key} (revision ${rival.create}) came first and ` +
          (gone === undefined ? 'was not deleted' : `was deleted only at revision ${gone}, after that`),
      );
    }
  }
  return [];
}

/** Whether etcd had promised the key's lease beyond this moment, and its end was an expiry seen only later. */
function isPromised(
  { key, lease }: KeyValue,
  gone: number | undefined,
  at: number,
  { windows, changes }: Witness,
  released: ReadonlySet<string>,
): boolean {
  const end = gone === undefined ? undefined : changes.get(gone);
  return (
    lease !== undefined &&
    !released.has(key) &&
    end?.by === undefined &&
    (end?.seen ?? Infinity) > at &&
    windows.certainlyAlive(lease, at, at) !== undefined
  );
}

const leftByItself = ({ released, ended }: Tenure): boolean =>
  released !== undefined || ended?.how === 'graceful';

interface Fenced {
  readonly operation: Acknowledged;
  readonly key: string;
  readonly create: number;
}

/** Transactions guarded by the create revision of an ownership key. */
function fencedWrites({ operations }: History, keys: ReadonlySet<string>): Fenced[] {
  return operations.flatMap((operation) => {
    const guards = operation.outcome === 'ok' && 'txn' in operation.request ? operation.request.txn.if : [];
    const fence = guards.find(
      ({ target, is, key, to }) => target === 'create' && is === '=' && keys.has(key) && to !== 0,
    );
    return operation.outcome === 'ok' && fence !== undefined
      ? [{ operation, key: fence.key, create: Number(fence.to) }]
      : [];
  });
}

const succeeded = ({ response }: Acknowledged): boolean => 'txn' in response && response.txn.succeeded;

/** A transaction that only reads stands after the write of its revision, one that writes is that write. */
function unfenced({ operation, key, create }: Fenced, { model, trusted, order }: Witness): Finding[] {
  const revision = operation.revision ?? 0;
  const writes = order.writes.get(revision).includes(operation);
  return revision > trusted || model.get(key, writes ? revision - 1 : revision)?.create === create
    ? []
    : [
        finding(
          `client ${operation.client}'s ${writes ? 'write' : 'transaction'} fenced by ${key} (revision ${create}) succeeded at revision ${revision}, ` +
            'where that key was gone',
          operation.id,
        ),
      ];
}

/** Holders that still worked, or believed it could, when the next already held. */
function overlapping(held: readonly Held[]): Held[] {
  return held.filter((one, i) =>
    held.slice(i + 1).some((other) => other.lock === one.lock && other.holds < believesUntil(one)),
  );
}
