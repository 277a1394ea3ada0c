import { groupBy } from '../checkers/grouping';
import type { MeasuredPoint } from '../result/measured-point';
import type { Result, Verdict } from '../result/result';
import type { SweepPoint } from '../gate/sweep/plan';
import { equallyFar } from '../topology/zones';
import { cellsOf, controlOf, type Cell, type Distance } from './cells';
import { pool, type PooledPoint } from './pool';
import { nextCandidates } from './search';
import type { SweepFile } from './sweep-file';
import { electedWithin, missesThatSettle, thresholdsOf, type Thresholds } from './thresholds';
import type { NamedTimers } from './timers';

/** Rounds of a search for narrower intervals; each halves them on the scale of ratios. */
const ROUNDS = 5;
/** Leaders to kill where a round trip is tried that nobody asked for. */
const KILLS = 20;
/** Clusters for each. */
const SEARCH_REPEATS = 2;

/** What one run of a cell came to. */
export interface CellOutcome {
  readonly cell: Cell;
  /** Null where it was interrupted, or could not be done. */
  readonly verdict: Verdict | null;
  readonly why: string | null;
  readonly points: readonly MeasuredPoint[];
}

/** All that a sweep has measured so far. */
export class SweepOutcome {
  private readonly runs: CellOutcome[] = [];

  constructor(private readonly plan: Pick<SweepFile, 'timers' | 'targetP99'>) {}

  add(outcome: CellOutcome): void {
    this.runs.push(outcome);
  }

  get outcomes(): readonly CellOutcome[] {
    return this.runs;
  }

  /** Each distance with each set of timers, over all repeats; the control is no distance. */
  get points(): PooledPoint[] {
    return this.plan.timers.flatMap((timers) => {
      const measured = this.runs
        .filter(({ cell }) => !cell.direct && cell.timers.name === timers.name)
        .flatMap(({ points }) => points)
        .filter(({ finished }) => finished);
      const groups = groupBy(measured, ({ rtt, jitter }) => `${rtt} ${jitter}`);
      return [...groups.values()].map((group) => pool(timers, group));
    });
  }

  get thresholds(): Thresholds[] {
    return thresholdsOf(this.points, this.plan.targetP99);
  }

  /** What was measured without proxies. */
  get control(): PooledPoint | undefined {
    const direct = this.runs.filter(({ cell }) => cell.direct);
    const measured = direct.flatMap(({ points }) => points).filter(({ finished }) => finished);
    const [first] = direct;
    return first === undefined || measured.length === 0 ? undefined : pool(first.cell.timers, measured);
  }
}

/** The cells that were asked for, the control first. */
export function firstCells({ zones, timers, distances, work, seed }: SweepFile): Cell[] {
  const [one] = timers as [NamedTimers, ...NamedTimers[]];
  const cells = cellsOf(timers, distances, work, seed);
  // One beside each repeat of the sets, so that the machine is the same for both.
  return cells.flatMap((cell, index) =>
    index % timers.length === 0 ? [controlOf(one, zones, work, 1 + index / timers.length), cell] : [cell],
  );
}

/**
 * Cells that would make intervals narrower; none where they are narrow, or the search has gone on for long enough.
 * @param round counted from 1
 */
export function searchCells(plan: SweepFile, thresholds: readonly Thresholds[], round: number): Cell[] {
  const { zones, timers, distances, work, seed, searches } = plan;
  if (!searches || round > ROUNDS) {
    return [];
  }
  return thresholds.flatMap((one) => {
    const own = timers.find(({ name }) => name === one.timers) as NamedTimers;
    // Who asked for fewer kills than a threshold needs does not want that one.
    const candidates = nextCandidates(one).filter(({ failover }) => !failover || work.kills >= KILLS);
    const further = candidates.map(({ rtt, failover }, index): Distance => ({
      point: distances.length + round * 10 + index,
      ...{ zones: equallyFar(zones, rtt), jitter: one.jitter, failover },
    }));
    const jitter = one.jitter === 0 ? '' : `-jitter-${one.jitter}`;
    const repeats = Math.min(SEARCH_REPEATS, work.repeats);
    const again = { ...work, repeats, burstMs: 0, kills: 0, freezes: 0 };
    return further.length === 0
      ? []
      : cellsOf([own], further, again, seed + round).map((cell, repeat) => ({
          ...cell,
          name: `${own.name}${jitter}-search-${round}-${cell.name.slice(own.name.length + 1)}`,
          points: repeat > 0 ? cell.points : cell.points.map((point) => withKills(point, further, one)),
        }));
  });
}

/** All leaders are killed in one cluster, so that it can stop once enough were not followed in time. */
function withKills(
  point: SweepPoint,
  further: readonly Distance[],
  { election, reelected }: Thresholds,
): SweepPoint {
  if (!further.some((one) => one.point === point.point && one.failover)) {
    return point;
  }
  const tried = reelected.find(({ rtt }) => rtt === point.rtt);
  const enough = {
    missed: missesThatSettle(tried, KILLS),
    within: electedWithin(election, point.rtt),
  };
  return { ...point, kills: KILLS, enough };
}

/** What a run's result says; of one that was interrupted only a violation is a verdict. */
export function outcomeOf(
  cell: Cell,
  { verdict, error, points = [], findings, criteria, interrupted }: Result,
): CellOutcome {
  const open = criteria.find((one) => one.verdict === 'inconclusive');
  const why = error ?? findings[0]?.message ?? (open && `${open.id}: ${open.evidence}`);
  return {
    ...{ cell, points },
    verdict: interrupted && verdict !== 'fail' ? null : verdict,
    why: interrupted ? 'interrupted' : (why ?? null),
  };
}

/** A cell with those of its points only that no run of it has finished. */
export function leftOf(cell: Cell, outcomes: readonly CellOutcome[]): Cell {
  const finished = outcomes.flatMap(({ points }) => points).filter((point) => point.finished);
  return { ...cell, points: cell.points.filter(({ point }) => !finished.some((one) => one.point === point)) };
}
