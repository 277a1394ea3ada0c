import { findingsOf, type Finding } from './finding';
import { describeRequest, type Acknowledged } from './operation';
import type { Witness } from './witness';

const finding = findingsOf('linearizable', 'CONS-1');

/**
 * Operations that stand before one which had already been answered when they began. Walks the order from its
 * end, keeping the answer that came first.
 */
export function realTimeViolations(witness: Witness): Finding[] {
  const { writes, reads } = witness.order;
  const findings: Finding[] = [];
  let first: Acknowledged | undefined;
  for (const revision of [...new Set([...writes.keys(), ...reads.keys()])].sort(
    (one, other) => other - one,
  )) {
    // Reads of one revision stand by their invoke, so among themselves they keep real time.
    for (const level of levelsAt(revision, witness)) {
      const before = first;
      if (before !== undefined) {
        findings.push(
          ...level.filter(({ invoke }) => before.returned < invoke).map((late) => stale(late, before)),
        );
      }
      first = level.reduce(earlier, first);
    }
  }
  return findings.reverse();
}

/** At one revision, last first: the reads, then the write. A revoke is a write where only it tells of the revision. */
function levelsAt(revision: number, { order, changes }: Witness): Acknowledged[][] {
  const writes = order.writes.get(revision) ?? [];
  const reads = order.reads.get(revision) ?? [];
  const change = changes.get(revision);
  const maker = change?.seen === undefined ? change?.by : undefined;
  return [reads.filter((read) => read !== maker), [...writes, ...reads.filter((read) => read === maker)]];
}

const earlier = (one: Acknowledged | undefined, other: Acknowledged): Acknowledged =>
  one === undefined || other.returned < one.returned ? other : one;

const stale = (late: Acknowledged, first: Acknowledged): Finding =>
  finding(
    `client ${late.client} was answered ${describeRequest(late.request)} at revision ${late.revision ?? 0} ` +
      `after client ${first.client} had been answered ${describeRequest(first.request)} at revision ${first.revision ?? 0}`,
    first.id,
    late.id,
  );
