import { mkdirSync } from 'node:fs';
import { ExitCode } from '../errors/exit-code';
import type { Cell } from '../latency/cells';
import { folderOf, runCell, runsOf, type SweepSubject } from '../latency/run-cell';
import { leftOf, outcomeOf, type CellOutcome, type SweepOutcome } from '../latency/sweep';
import type { Surroundings } from './command';
import { progressView } from './progress/view';

export interface Measuring {
  readonly subject: SweepSubject;
  /** The sweep's folder, in which each run of a cell has one of its own. */
  readonly folder: string;
  readonly surroundings: Surroundings;
}

/**
 * Measures cell after cell, as long as there are any. What an earlier run of this sweep has finished is not measured again.
 * @param next the cells that come after a round, which is counted from 1
 * @returns what ended it early; undefined where nothing did
 */
export async function measureCells(
  first: readonly Cell[],
  next: (round: number) => readonly Cell[],
  outcome: SweepOutcome,
  measuring: Measuring,
): Promise<string | undefined> {
  let cells = first;
  for (let round = 1; cells.length > 0; round += 1) {
    for (const cell of cells) {
      const { results, next: run } = runsOf(measuring.folder, cell);
      const before = results.map((result) => outcomeOf(cell, result));
      before.forEach((one) => outcome.add(one));
      const left = leftOf(cell, before);
      if (left.points.length > 0) {
        const { refused, ...done } = await measured(left, folderOf(measuring.folder, cell, run), measuring);
        outcome.add(done.outcome);
        if (refused !== undefined) {
          return refused;
        }
      }
    }
    cells = next(round);
  }
  return undefined;
}

interface Done {
  readonly outcome: CellOutcome;
  /** Why nothing more can be measured. */
  readonly refused?: string;
}

/** @throws Error where the harness itself failed */
async function measured(cell: Cell, out: string, { subject, surroundings }: Measuring): Promise<Done> {
  const { terminal, signal, hurry } = surroundings;
  mkdirSync(out);
  const { heartbeatMs, electionMs } = cell.timers.timers;
  terminal.line(`\n${cell.name}: ${heartbeatMs}/${electionMs} ms`);
  const view = progressView(terminal);
  const ended = await runCell(cell, { subject, out, signal, hurry, show: (event) => view.show(event) });
  view.end('schema' in ended ? 'done' : 'stopped');
  if ('schema' in ended) {
    const outcome = outcomeOf(cell, ended);
    return signal.aborted ? { outcome, refused: 'interrupted' } : { outcome };
  }
  const why = signal.aborted ? 'interrupted' : ended.message;
  if (ended.exitCode === ExitCode.harness && !signal.aborted) {
    throw new Error(`${cell.name}: ${why}`);
  }
  return { outcome: { cell, verdict: null, why, points: [] }, refused: why };
}
