import { findingsOf, seconds, type Finding } from './finding';
import type { History, Phase } from './history';
import { isSerializable, type Acknowledged, type Operation } from './operation';
import { orderOf } from './order';

const finding = findingsOf('upgrade-gap', 'UPG-5');

interface Gap {
  readonly of: 'writes' | 'linearizable reads';
  readonly step: string;
  /** Microseconds. */
  readonly from: number;
  readonly to: number;
}

export interface GapVerdict {
  /** The longest within any step; undefined where there were no steps, or no traffic of a kind. */
  readonly worst: Gap | undefined;
  /** Why nothing could be measured. */
  readonly missing: string | undefined;
  readonly findings: readonly Finding[];
}

export const gapSeconds = ({ from, to }: Gap): number => seconds(to - from);

/**
 * UPG-5: the longest time between successive acknowledged writes, and between linearizable reads, of the traffic.
 * A gap counts whole for each step that it overlaps.
 * @param bound seconds that a gap may last; undefined where nobody set one
 */
export function upgradeGap(history: History, bound: number | undefined): GapVerdict {
  const steps = history.phases.filter(({ name }) => /^step-\d+$/.test(name));
  const traffic = history.operations.filter(({ role }) => role === 'traffic');
  const writes = [...orderOf(traffic).writes.values()].flat();
  const reads = traffic.filter(isLinearizableRead);
  if (steps.length === 0 || writes.length === 0 || reads.length === 0) {
    const what =
      steps.length === 0 ? 'upgrade step' : writes.length === 0 ? 'acknowledged write' : 'linearizable read';
    return { worst: undefined, missing: `no ${what} was recorded`, findings: [] };
  }
  const begin = traffic.reduce((first, { invoke }) => Math.min(first, invoke), Infinity);
  const end = traffic.reduce((latest, { invoke }) => Math.max(latest, invoke), 0);
  const gaps = [
    ...gapsBetween(writes, 'writes', steps, [begin, end]),
    ...gapsBetween(reads, 'linearizable reads', steps, [begin, end]),
  ];
  const tooLong = gaps.filter((gap) => bound !== undefined && gapSeconds(gap) > bound);
  return {
    worst: gaps.reduce<Gap | undefined>(
      (worst, gap) => (worst && gapSeconds(worst) >= gapSeconds(gap) ? worst : gap),
      undefined,
    ),
    missing: undefined,
    findings: tooLong.map((gap) =>
      finding(
        `no ${gap.of} were answered for ${gapSeconds(gap).toFixed(1)} s in ${gap.step} (from ${seconds(gap.from).toFixed(1)} s ` +
          `on); the bound is ${bound ?? 0} s`,
      ),
    ),
  };
}

const isLinearizableRead = (operation: Operation): operation is Acknowledged =>
  operation.outcome === 'ok' && 'range' in operation.request && !isSerializable(operation.request);

/** @param traffic when it began and ended: silence from and up to there is a gap too */
function gapsBetween(
  answered: readonly Acknowledged[],
  of: Gap['of'],
  steps: readonly Phase[],
  [begin, end]: readonly [number, number],
): Gap[] {
  const times = answered.map(({ returned }) => returned).sort((one, other) => one - other);
  const bounds = [...times, Math.max(end, times.at(-1) ?? 0)];
  const gaps: Gap[] = [];
  let from = begin;
  for (const to of bounds) {
    for (const step of steps) {
      if (from < step.end && to > step.start && to > from) {
        gaps.push({ of, step: step.name, from, to });
      }
    }
    from = to;
  }
  return gaps;
}
