import { mkdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { ExitCode } from '../errors/exit-code';
import { secondsOfCell, type Cell } from '../latency/cells';
import { folderOf, runCell, runsOf, type SweepSubject } from '../latency/run-cell';
import { leftOf, outcomeOf, type CellOutcome, type SweepOutcome } from '../latency/sweep';
import type { Surroundings } from './command';
import { progressView } from './progress/view';

export interface Measuring {
  readonly subject: SweepSubject;
  /** The sweep's folder, in which each run of a cell has one of its own. */
  readonly folder: string;
  readonly surroundings: Surroundings;
  /** Seconds that all of it may take; nothing is begun that would take longer. */
  readonly budget?: number | undefined;
}

/** What ended a sweep before its end. */
export interface Stopped {
  readonly why: string;
  /** The harness itself failed. */
  readonly harness: boolean;
}

/**
 * Measures cell after cell, as long as there are any. What an earlier run of this sweep has finished is not measured again.
 * @param next the cells that come after a round, which is counted from 1; they are left out where the budget has no room
 * @returns undefined where nothing ended it early
 */
export async function measureCells(
  first: readonly Cell[],
  next: (round: number) => readonly Cell[],
  outcome: SweepOutcome,
  measuring: Measuring,
): Promise<Stopped | undefined> {
  const { subject, folder, surroundings, budget = Infinity } = measuring;
  const { terminal, signal } = surroundings;
  const begun = performance.now();
  const hasRoom = (cell: Cell): boolean => (performance.now() - begun) / 1000 + secondsOfCell(cell) <= budget;
  let cells = first;
  for (let round = 1; cells.length > 0; round += 1) {
    for (const cell of cells) {
      const { results, next: run } = await runsOf(folder, cell, signal);
      const before = results.map((result) => outcomeOf(cell, result));
      const left = leftOf(cell, before);
      // A run that another one goes on from has not said the last word, unless it has found a violation.
      before.forEach((one, index) =>
        outcome.add(index < before.length - 1 || left.points.length > 0 ? unsaid(one) : one),
      );
      if (left.points.length > 0) {
        if (!hasRoom(left)) {
          terminal.line(`\n${cell.name}: left out, since the budget has no room for it`);
          return round === 1
            ? { why: 'the budget was used up; --resume goes on', harness: false }
            : undefined;
        }
        const { stopped, ...done } = await measured(left, folderOf(folder, cell, run), {
          subject,
          folder,
          surroundings,
        });
        outcome.add(done.outcome);
        if (stopped !== undefined) {
          return stopped;
        }
      }
    }
    cells = next(round);
  }
  return undefined;
}

const unsaid = (outcome: CellOutcome): CellOutcome =>
  outcome.verdict === 'fail' ? outcome : { ...outcome, verdict: null };

interface Done {
  readonly outcome: CellOutcome;
  /** Why nothing more can be measured. */
  readonly stopped?: Stopped;
}

async function measured(cell: Cell, out: string, { subject, surroundings }: Measuring): Promise<Done> {
  const { terminal, signal, hurry } = surroundings;
  mkdirSync(out);
  const { heartbeatMs, electionMs } = cell.timers.timers;
  terminal.line(`\n${cell.name}: ${heartbeatMs}/${electionMs} ms`);
  const view = progressView(terminal);
  const ended = await runCell(cell, { subject, out, signal, hurry, show: (event) => view.show(event) });
  view.end('schema' in ended ? 'done' : 'stopped');
  const interrupted = { why: 'interrupted', harness: false };
  if ('schema' in ended) {
    const outcome = outcomeOf(cell, ended);
    return signal.aborted ? { outcome, stopped: interrupted } : { outcome };
  }
  const stopped = signal.aborted
    ? interrupted
    : { why: `${cell.name}: ${ended.message}`, harness: ended.exitCode === ExitCode.harness };
  return { outcome: { cell, verdict: null, why: stopped.why, points: [] }, stopped };
}
