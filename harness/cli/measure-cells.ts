import { mkdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { ExitCode } from '../errors/exit-code';
import { secondsOfGroup, type Cell } from '../latency/cells';
import type { Stopped } from '../latency/ending';
import { folderOf, runCell, runsOf, type SweepSubject } from '../latency/run-cell';
import { leftOf, outcomeOf, type CellOutcome, type Group, type SweepOutcome } from '../latency/sweep';
import type { ProgressEvent } from '../progress/event';
import type { Surroundings } from './command';
import { progressView } from './progress/view';

export interface Measuring {
  readonly subject: SweepSubject;
  /** The sweep's folder, in which each run of a cell has one of its own. */
  readonly folder: string;
  readonly surroundings: Surroundings;
  /** Seconds that all of it may take; nothing is begun that would take longer. */
  readonly budget?: number | undefined;
  /** In place of a real cluster. */
  readonly run?: typeof runCell | undefined;
}

const BUDGET_USED: Stopped = {
  why: 'the budget was used up; --resume goes on',
  exitCode: ExitCode.inconclusive,
};

/**
 * Measures group after group, as long as there are any. What an earlier run of this sweep has finished is not measured again.
 * @param next the groups that come after a round, which is counted from 1; they are left out where the budget has no room
 * @returns undefined where nothing ended it early
 */
export async function measureCells(
  first: readonly Group[],
  next: (round: number) => readonly Group[],
  outcome: SweepOutcome,
  measuring: Measuring,
): Promise<Stopped | undefined> {
  const { budget = Infinity, surroundings } = measuring;
  const begun = performance.now();
  const hasRoom = (group: readonly Cell[]): boolean =>
    (performance.now() - begun) / 1000 + secondsOfGroup(group) <= budget;
  let groups = first;
  for (let round = 1; groups.length > 0; round += 1) {
    for (const group of groups) {
      const left = await leftOfGroup(group, outcome, measuring);
      if (left.length > 0 && !hasRoom(left.map(({ cell }) => cell))) {
        surroundings.terminal.line(`\n${namesOf(left)}: left out, since the budget has no room for it`);
        return round === 1 ? BUDGET_USED : undefined;
      }
      const done = left.length === 0 ? [] : await measured(left, measuring);
      done.forEach((one) => outcome.add(one.outcome));
      const stopped = done.flatMap((one) => one.stopped ?? []);
      if (stopped.length > 0) {
        // What the harness itself failed at is not to be hidden by what it met.
        return stopped.find(({ exitCode }) => exitCode === ExitCode.harness) ?? stopped[0];
      }
    }
    groups = next(round);
  }
  return undefined;
}

/** A cell, and the folder for its next run. */
interface Left {
  readonly cell: Cell;
  readonly out: string;
}

const namesOf = (left: readonly Left[]): string => left.map(({ cell }) => cell.name).join(', ');

/** What no earlier run has finished; what they have is added to the outcome. */
async function leftOfGroup(
  group: readonly Cell[],
  outcome: SweepOutcome,
  { folder, surroundings: { signal } }: Measuring,
): Promise<Left[]> {
  const all: Left[] = [];
  for (const cell of group) {
    const { results, next: run } = await runsOf(folder, cell, signal);
    const before = results.map((result) => outcomeOf(cell, result));
    const left = leftOf(cell, before);
    // A run that another one goes on from has not said the last word, unless it has found a violation.
    before.forEach((one, index) =>
      outcome.add(index < before.length - 1 || left.points.length > 0 ? unsaid(one) : one),
    );
    if (left.points.length > 0) {
      all.push({ cell: left, out: folderOf(folder, cell, run) });
    }
  }
  return all;
}

const unsaid = (outcome: CellOutcome): CellOutcome =>
  outcome.verdict === 'fail' ? outcome : { ...outcome, verdict: null };

interface Done {
  readonly outcome: CellOutcome;
  /** Why nothing more can be measured. */
  readonly stopped?: Stopped;
}

/** All of them at the same time. */
async function measured(left: readonly Left[], measuring: Measuring): Promise<Done[]> {
  const { terminal } = measuring.surroundings;
  const timers = new Set(left.map(({ cell }) => timersText(cell)));
  terminal.line(`\n${namesOf(left)}: ${[...timers].join(' and ')}`);
  const view = progressView(terminal);
  // All are waited for, even where one cannot be done: none is left at work by itself.
  const ended = await Promise.allSettled(
    left.map(({ cell, out }) =>
      measuredCell(cell, out, measuring, (event) => {
        const shown = left.length === 1 ? event : ofMany(cell, event);
        if (shown !== undefined) {
          view.show(shown);
        }
      }),
    ),
  );
  const done = ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const isDone = done.length === left.length && done.every(({ stopped }) => stopped === undefined);
  view.end(isDone ? 'done' : 'stopped');
  const thrown = ended.find((one) => one.status === 'rejected');
  if (thrown !== undefined) {
    throw thrown.reason;
  }
  return done;
}

const timersText = ({ timers: { timers } }: Cell): string => `${timers.heartbeatMs}/${timers.electionMs} ms`;

/** What of one cell is told while others are measured too: what it comes to, and what went wrong. */
function ofMany({ name }: Cell, event: ProgressEvent): ProgressEvent | undefined {
  if (event.kind === 'note') {
    return { ...event, text: `${name}: ${event.text}` };
  }
  return event.kind === 'fault' && event.state === 'unproven'
    ? { ...event, target: `${event.target} of ${name}` }
    : undefined;
}

async function measuredCell(
  cell: Cell,
  out: string,
  { subject, surroundings, run = runCell }: Measuring,
  show: (event: ProgressEvent) => void,
): Promise<Done> {
  const { signal, hurry } = surroundings;
  mkdirSync(out);
  const ended = await run(cell, { subject, out, signal, hurry, show });
  const interrupted = { why: 'interrupted', exitCode: ExitCode.interrupted };
  if ('schema' in ended) {
    const outcome = outcomeOf(cell, ended);
    return signal.aborted ? { outcome, stopped: interrupted } : { outcome };
  }
  const stopped = signal.aborted
    ? interrupted
    : { why: `${cell.name}: ${ended.message}`, exitCode: ended.exitCode };
  return { outcome: { cell, verdict: null, why: stopped.why, points: [] }, stopped };
}
