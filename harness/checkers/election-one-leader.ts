import { ELECTION_KINDS, type RecordOf } from '../journal/record';
import { findingsOf, retold, type Finding } from './finding';
import { groupBy } from './grouping';
import type { History } from './history';
import { exclusionOf, type KindsVerdict } from './lock-kinds-alike';
import { rivals } from './tenure';
import type { Witness } from './witness';

const finding = findingsOf('election-one-leader', 'LOCK-5');

/**
 * LOCK-5: one leader at a time by the lowest create revision, hand-over within the bounds of its lease, and observers
 * that are told of leaders in the order in which they led.
 */
export function electionOneLeader(history: History, witness: Witness): KindsVerdict {
  const { findings, seen, measurements } = exclusionOf(ELECTION_KINDS, history, witness, (told) =>
    retold(told, 'election-one-leader', 'LOCK-5'),
  );
  const observed = history.told.lock.filter(({ state }) => state === 'observes');
  const observers = [...groupBy(observed, ({ lock, holder }) => JSON.stringify([lock, holder])).values()].map(
    (events) => observer(events, witness),
  );
  const missed = observers.reduce((sum, one) => sum + one.missed, 0);
  return {
    findings: [...findings, ...observers.flatMap((one) => one.findings)],
    seen,
    measurements: [
      ...measurements,
      ...(observers.length === 0
        ? []
        : [{ name: 'leaders that an observer was not told of', value: missed, unit: 'leaders' }]),
    ],
  };
}

/** What one observer was told, against who led by the server's record. */
function observer(
  told: readonly RecordOf<'lock'>[],
  witness: Witness,
): { findings: Finding[]; missed: number } {
  const leaders = leadersOf(told[0]?.key ?? '', witness);
  const findings: Finding[] = [];
  const places: number[] = [];
  for (const { lock, holder, key = '', create = 0 } of told) {
    const at = leaders.indexOf(create);
    const last = places.at(-1) ?? -1;
    const about = (words: string) =>
      finding(
        `${holder} was told that ${key} (revision ${create}) leads ${lock}, ${words}`,
        `holder ${holder}`,
      );
    if (create > witness.trusted) {
      continue;
    }
    if (at === -1) {
      findings.push(about('which never led'));
    } else if (at < last) {
      findings.push(about(`after the leader of revision ${leaders[last] ?? 0}, who came later`));
    }
    places.push(Math.max(at, last));
  }
  const met = places.filter((place) => place >= 0);
  return {
    findings,
    missed: met.length === 0 ? 0 : Math.max(...met) - Math.min(...met) + 1 - new Set(met).size,
  };
}

/** Create revisions of those who led, in the order in which they did. */
function leadersOf(key: string, { model, trusted }: Witness): number[] {
  const span = rivals(key);
  const leaders: number[] = [];
  const revisions = [...model.changes(span, 1, trusted).keys()].sort((one, other) => one - other);
  for (const revision of revisions) {
    const [first] = model.range(span, revision).sort((one, other) => one.create - other.create);
    if (first !== undefined && first.create !== leaders.at(-1)) {
      leaders.push(first.create);
    }
  }
  return leaders;
}
