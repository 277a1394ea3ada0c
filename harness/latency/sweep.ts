import { availableParallelism } from 'node:os';
import { groupBy } from '../checkers/grouping';
import type { MeasuredPoint } from '../result/measured-point';
import type { Result, Verdict } from '../result/result';
import type { SweepPoint } from '../gate/sweep/plan';
import { equallyFar } from '../topology/zones';
import { cellsOf, controlOf, losingCells, type Cell } from './cells';
import { pool, type PooledPoint } from './pool';
import { nextCandidates } from './search';
import type { SweepFile } from './sweep-file';
import { electedWithin, LEAST_KILLS, missesThatSettle, thresholdsOf, type Thresholds } from './thresholds';
import type { NamedTimers } from './timers';

/** Rounds of a search for narrower intervals; each halves them on the scale of ratios. */
const ROUNDS = 5;
/** Clusters in which clients count at a distance that nobody asked for. */
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

/** Cells that are measured at the same time; those that come later wait until all of them are done. */
export type Group = readonly Cell[];

/** The cells that were asked for: those whose figures count one by one, the control first; then those that lose leaders. */
export function firstCells({ zones, timers, distances, work, seed }: SweepFile): Group[] {
  const [one] = timers as [NamedTimers, ...NamedTimers[]];
  const cells = cellsOf(timers, distances, withoutLosses(work), { seed });
  // One beside each repeat of the sets, so that the machine is the same for both.
  const counting = cells.flatMap((cell, index) =>
    index % timers.length === 0 ? [controlOf(one, zones, work, 1 + index / timers.length), cell] : [cell],
  );
  return [...counting.map((cell) => [cell]), ...together(losingCells(timers, distances, work, { seed }))];
}

const withoutLosses = (work: SweepFile['work']): SweepFile['work'] => ({ ...work, kills: 0, freezes: 0 });

/** Clusters that lose leaders at once. Four used half to three quarters of two processors (docs/latency.md). */
const AT_ONCE = 2 * availableParallelism();

function together(cells: readonly Cell[]): Group[] {
  return cells.length === 0 ? [] : [cells.slice(0, AT_ONCE), ...together(cells.slice(AT_ONCE))];
}

/**
 * Cells that would make intervals narrower; none where they are narrow, or the search has gone on for long enough.
 * @param round counted from 1
 */
export function searchCells(plan: SweepFile, thresholds: readonly Thresholds[], round: number): Group[] {
  if (!plan.searches || round > ROUNDS) {
    return [];
  }
  const searches = thresholds.map((one) => searchOf(plan, one, round));
  return [
    ...searches.flatMap(({ counting }) => counting.map((cell) => [cell])),
    ...together(searches.flatMap(({ losing }) => losing)),
  ];
}

/** The further distances of one set of timers at one jitter. */
function searchOf(
  { zones, timers, distances, work, seed }: SweepFile,
  thresholds: Thresholds,
  round: number,
): { counting: Cell[]; losing: Cell[] } {
  const own = [timers.find(({ name }) => name === thresholds.timers) as NamedTimers];
  const further = nextCandidates(thresholds)
    // Who asked for fewer kills than a threshold needs does not want that one.
    .map((candidate) => (work.kills < LEAST_KILLS ? { ...candidate, kills: 0 } : candidate))
    .map(({ rtt, measured, kills }, index) => ({
      ...{ point: distances.length + round * 10 + index, jitter: thresholds.jitter },
      ...{ zones: equallyFar(zones, rtt), rtt, measured, kills, failover: kills > 0 },
    }));
  const jitter = thresholds.jitter === 0 ? '' : `-jitter-${thresholds.jitter}`;
  const drawn = { seed: seed + round, label: `${jitter}-search-${round}` };
  const again = { ...withoutLosses(work), repeats: Math.min(SEARCH_REPEATS, work.repeats), burstMs: 0 };
  const counted = further.filter(({ measured }) => measured);
  return {
    counting: counted.length === 0 ? [] : cellsOf(own, counted, again, drawn),
    losing: further.flatMap(({ kills, ...distance }) =>
      losingCells(
        own,
        [distance],
        { ...work, kills, freezes: 0 },
        { ...drawn, label: `${drawn.label}-${distance.rtt}ms` },
      ).map((cell) => ({
        ...cell,
        points: cell.points.map((point) => ({ ...point, enough: enoughAt(distance.rtt, kills, thresholds) })),
      })),
    ),
  };
}

/** When a cluster need not kill more leaders at a distance, whatever the others come to. */
function enoughAt(
  rtt: number,
  kills: number,
  { election, reelected }: Thresholds,
): NonNullable<SweepPoint['enough']> {
  const tried = reelected.find((one) => one.rtt === rtt);
  return { missed: missesThatSettle(tried, kills), within: electedWithin(election, rtt) };
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
  const isLeft = ({ point, rtt, jitter }: SweepPoint): boolean =>
    !finished.some((one) => one.point === point && one.rtt === rtt && one.jitter === jitter);
  return { ...cell, points: cell.points.filter(isLeft) };
}
