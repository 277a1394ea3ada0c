import { figure } from '../result/figure';
import { findingsOf, seconds, type Finding } from './finding';
import { gapSeconds, gapsOf, longestOf, type Gap } from './gaps';
import type { History } from './history';
import { stalledWithin, stallsOf } from './stalls';

const finding = findingsOf('upgrade-gap', 'UPG-5');

interface StepGap extends Gap {
  readonly of: 'writes' | 'linearizable reads';
  readonly step: string;
}

export interface GapVerdict {
  /** The longest within any step; undefined where there were no steps, or no traffic of a kind. */
  readonly worst: StepGap | undefined;
  /** Why nothing could be measured, or a gap beyond the bound is not shown to be etcd's. */
  readonly missing: string | undefined;
  readonly findings: readonly Finding[];
}

/**
 * UPG-5: the longest time between successive acknowledged writes, and between linearizable reads, of the traffic.
 * A gap counts whole for each step that it overlaps. One that the harness's own stalls may have brought beyond the
 * bound shows nothing.
 * @param bound seconds that a gap may last; undefined where nobody set one
 */
export function upgradeGap(history: History, bound: number | undefined): GapVerdict {
  const steps = history.phases.filter(({ name }) => /^step-\d+$/.test(name));
  const { writes, reads } = gapsOf(history);
  if (steps.length === 0 || writes === undefined || reads === undefined) {
    const what =
      steps.length === 0 ? 'upgrade step' : writes === undefined ? 'acknowledged write' : 'linearizable read';
    return { worst: undefined, missing: `no ${what} was recorded`, findings: [] };
  }
  const inSteps = (gaps: readonly Gap[], of: StepGap['of']): StepGap[] =>
    gaps.flatMap((gap) =>
      steps
        .filter(({ start, end }) => gap.from < end && gap.to > start)
        .map(({ name }) => ({ ...gap, of, step: name })),
    );
  const gaps = [...inSteps(writes, 'writes'), ...inSteps(reads, 'linearizable reads')];
  const stalls = stallsOf(history);
  const beyond = gaps.filter((gap) => bound !== undefined && gapSeconds(gap) > bound);
  const tooLong = beyond.filter((gap) => gapSeconds(gap) - stalledWithin(stalls, gap) > (bound ?? 0));
  const [excused] = beyond.filter((gap) => !tooLong.includes(gap));
  return {
    worst: longestOf(gaps),
    missing:
      excused &&
      `of ${figure(gapSeconds(excused), 's')} without ${excused.of} in ${excused.step} the harness itself stood still for ` +
        figure(stalledWithin(stalls, excused), 's'),
    findings: tooLong.map((gap) =>
      finding(
        `no ${gap.of} were answered for ${figure(gapSeconds(gap), 's')} in ${gap.step} (from ${seconds(gap.from).toFixed(1)} s ` +
          `on); the bound is ${figure(bound ?? null, 's')}`,
      ),
    ),
  };
}
