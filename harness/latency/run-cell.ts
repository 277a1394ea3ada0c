import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { enterGate, type Ended } from '../gate/enter-gate';
import { thisMachine } from '../gate/machine';
import { judgeApart } from '../gate/judge-apart';
import { journalPath } from '../gate/paths';
import type { Plan } from '../gate/plan';
import { readResult } from '../gate/read-result';
import { removeData } from '../gate/remove-data';
import { criteriaOf } from '../gate/suite-criteria';
import type { ProgressEvent } from '../progress/event';
import type { Result } from '../result/result';
import type { RuntimeName } from '../runtime/runtime';
import type { Cell } from './cells';
import type { SweepFile } from './sweep-file';

/** What all cells of a sweep have in common. */
export interface SweepSubject extends Pick<
  SweepFile,
  'version' | 'seed' | 'command' | 'zones' | 'placement' | 'leaderZone' | 'rate'
> {
  readonly runtime: RuntimeName;
  readonly found: Pick<Plan, 'programs' | 'paths'>;
  /** Bounds of the operator, by criterion. */
  readonly thresholds: Plan['thresholds'];
}

export interface CellRun {
  readonly subject: SweepSubject;
  /** The run's own folder, made already. */
  readonly out: string;
  readonly show: (event: ProgressEvent) => void;
  readonly signal: AbortSignal;
  readonly hurry?: AbortSignal | undefined;
}

/**
 * Puts a cluster through a cell's distances.
 * @returns what its journal shows, as the process inside has judged it; why not where it could not
 */
export async function runCell(cell: Cell, run: CellRun): Promise<Result | Extract<Ended, { as: 'refused' }>> {
  const { out, show, signal, hurry } = run;
  const ended = await enterGate({ plan: planOf(cell, run), show, signal, hurry });
  await removeData({ out });
  return ended.as === 'refused' ? ended : readResult({ out });
}

/** Where the runs of a cell are: a second one only where the first was interrupted. */
export const folderOf = (out: string, { name }: Pick<Cell, 'name'>, run: number): string =>
  join(out, run === 1 ? name : `${name}.${run}`);

/**
 * The runs of a cell that are there already, and the number of the next one. One that was killed has left no result, or half of
 * one: what its journal shows counts.
 */
export async function runsOf(
  out: string,
  cell: Pick<Cell, 'name'>,
  signal: AbortSignal,
): Promise<{ results: Result[]; next: number }> {
  const results: Result[] = [];
  let next = 1;
  for (; existsSync(folderOf(out, cell, next)); next += 1) {
    const result = await resultOfRun(folderOf(out, cell, next), signal);
    results.push(...(result === undefined ? [] : [result]));
  }
  return { results, next };
}

async function resultOfRun(out: string, signal: AbortSignal): Promise<Result | undefined> {
  try {
    return readResult({ out });
  } catch {
    // Whatever is wrong with the result: the journal is what counts.
    if (!existsSync(journalPath({ out }))) {
      return undefined;
    }
    return { ...(await judgeApart({ run: journalPath({ out }) }, signal)), interrupted: true };
  }
}

function planOf({ timers, direct, points }: Cell, { subject, out }: CellRun): Plan {
  const { version, runtime, zones, placement, leaderZone, rate, seed, command, found, thresholds } = subject;
  return {
    ...{ command, seed, out, ...found },
    subject: {
      ...{ from: version, to: version, topology: `dedicated-${placement.length}`, members: placement.length },
      ...{ runtime, profile: 'sweep' },
    },
    machine: thisMachine(),
    timers: timers.timers,
    sweep: {
      ...{ zones: [...zones], placement: [...placement], leaderZone, rate, direct },
      points: [...points],
    },
    ...{ suites: [], steps: false, schedule: [], soak: 0, traffic: [] },
    ...{ criteria: criteriaOfCell(points), thresholds, notRun: [] },
  };
}

/**
 * What any run is judged by; and where leaders are lost, whether they were. Where nothing else is done, members' own logs tell how
 * long it took, and a harness that is late spoils nothing.
 */
export const criteriaOfCell = (points: Cell['points']): string[] => [
  ...criteriaOf([], { faults: false, traffic: [] }).filter(
    (id) => id !== 'harness-lag' || points.some(({ measureMs }) => measureMs > 0),
  ),
  ...(points.some(({ kills, freezes }) => kills + freezes > 0) ? ['faults-proven'] : []),
];
