import type { Change } from './changes';
import { distinct } from './distinct';
import { findingsOf, type Finding } from './finding';
import { describeRequest, type Acknowledged, type Operation } from './operation';
import type { Witness } from './witness';

const finding = findingsOf('linearizable', 'CONS-1');

/**
 * Operations that stand before one which had already been answered when they began. Walks the order from its
 * end, keeping the answer that came first.
 */
export function realTimeViolations({ order, changes }: Witness): Finding[] {
  const { writes, reads } = order;
  const findings: Finding[] = [];
  let first: Acknowledged | undefined;
  /** What stands on one level keeps real time among itself: reads of one revision stand by their invoke. */
  const pass = (level: readonly Acknowledged[]): void => {
    const before = first;
    for (const one of level) {
      if (before !== undefined && before.returned < one.invoke) {
        findings.push(stale(one, before));
      }
      first = first === undefined || one.returned < first.returned ? one : first;
    }
  };
  // The last first.
  for (const revision of distinct(writes.revisions, reads.revisions).reverse()) {
    const written = writes.get(revision);
    const read = reads.get(revision);
    const maker = read.length === 0 ? undefined : unseenMaker(changes.get(revision));
    if (maker !== undefined && read.some((one) => one === maker)) {
      pass(read.filter((one) => one !== maker));
      pass([...written, ...read.filter((one) => one === maker)]);
    } else {
      pass(read);
      pass(written);
    }
  }
  return findings.reverse();
}

/** A revoke is a write where only it tells of the revision. */
const unseenMaker = (change: Change | undefined): Operation | undefined =>
  change?.seen === undefined ? change?.by : undefined;

const stale = (late: Acknowledged, first: Acknowledged): Finding =>
  finding(
    `client ${late.client} was answered ${describeRequest(late.request)} at revision ${late.revision ?? 0} ` +
      `after client ${first.client} had been answered ${describeRequest(first.request)} at revision ${first.revision ?? 0}`,
    first.id,
    late.id,
  );
