import { LOCK_KINDS } from '../journal/record';
import type { Measurement } from '../result/result';
import { retold, seconds, type Finding } from './finding';
import type { History } from './history';
import { lockExclusion } from './lock-exclusion';
import { lockRelease } from './lock-release';
import type { Mvcc } from './mvcc';
import { revisionTimes } from './revision-times';
import { deletionOf, rivals, tenuresOf, type Tenure } from './tenure';
import type { Witness } from './witness';

export interface KindsVerdict {
  readonly findings: readonly Finding[];
  /** Times that somebody held. */
  readonly seen: number;
  readonly measurements: readonly Measurement[];
}

type Kind = NonNullable<Tenure['kind']>;

/** LOCK-4: exclusion and the bounds of release hold for each implementation; how they differ is measured. */
export function lockKindsAlike(history: History, witness: Witness): KindsVerdict {
  return exclusionOf(LOCK_KINDS, history, witness, (findings) =>
    retold(findings, 'lock-kinds-alike', 'LOCK-4'),
  );
}

/** Exclusion and release of holders of some kinds alone, and what sets the kinds apart. */
export function exclusionOf(
  kinds: readonly Kind[],
  history: History,
  witness: Witness,
  tell: (findings: readonly Finding[]) => Finding[],
): KindsVerdict {
  const lock = history.told.lock.filter(({ kind }) => kind !== undefined && kinds.includes(kind));
  const only: History = { ...history, told: { ...history.told, lock } };
  const exclusion = lockExclusion(only, witness);
  return {
    findings: tell([...exclusion.findings, ...lockRelease(only, witness).findings]),
    seen: exclusion.holds,
    measurements: kinds.flatMap((kind) => figuresOf(kind, only, witness)),
  };
}

function figuresOf(kind: Kind, history: History, witness: Witness): Measurement[] {
  const told = history.told.lock.filter((event) => event.kind === kind);
  if (told.length === 0) {
    return [];
  }
  const tenures = tenuresOf({ ...history, told: { ...history.told, lock: told } });
  const gone = goneBy(witness);
  const figure = (name: string, unit: string, value: number): Measurement => ({
    name: `${kind}: ${name}`,
    value,
    unit,
  });
  const slowest = (name: string, times: readonly (number | undefined)[]): Measurement[] => {
    const known = times.filter((time) => time !== undefined);
    return known.length === 0 ? [] : [figure(name, 's', seconds(Math.max(...known)))];
  };
  const next = (tenure: Tenure) =>
    tenures.find(({ lock, holds }) => lock === tenure.lock && (holds ?? 0) > (tenure.released ?? Infinity));
  const between = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? undefined : Math.max(0, to - from);
  const killed = tenures.filter(({ ended }) => ended?.how === 'kill');
  return [
    figure('longest queue', 'keys', Math.max(0, ...tenures.map((one) => queueOf(one, witness.model)))),
    figure('refused at once', 'attempts', told.filter(({ state }) => state === 'refused').length),
    ...slowest(
      'from kill -9 to release',
      killed.map((one) => between(one.ended?.t, gone(one))),
    ),
    ...slowest(
      'from a release to the next holder',
      tenures.map((one) => between(one.released, next(one)?.holds)),
    ),
    ...slowest(
      'from the loss of its key to being told',
      tenures.map((one) => one.lost && between(gone(one), one.lost)),
    ),
  ];
}

/** When a tenure's key was first seen to be gone. */
function goneBy(witness: Witness): (tenure: Tenure) => number | undefined {
  const times = revisionTimes(witness);
  return ({ key, create }) => {
    const end =
      key === undefined || create === undefined ? undefined : deletionOf(key, create, witness.model);
    return end === undefined ? undefined : times.seen(end);
  };
}

/** How many ownership keys there were at one time, from when this one was made until it was gone. */
function queueOf({ key, create }: Tenure, model: Mvcc): number {
  if (key === undefined || create === undefined) {
    return 0;
  }
  const span = rivals(key);
  const revisions = [...model.changes(span, create, deletionOf(key, create, model) ?? Infinity).keys()];
  return Math.max(0, ...revisions.map((revision) => model.range(span, revision).length));
}
