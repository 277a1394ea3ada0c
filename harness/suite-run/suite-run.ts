import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Journal } from '../journal/journal';
import type { JournalRecord } from '../journal/record';
import type { Arena } from './arena';
import { Report, type Tally } from './messages';
import { SuiteProcess } from './suite-process';

export interface SuiteRunOptions {
  /** Suites to run, each a folder of suites/: "cas", "locks", "upgrade". */
  readonly names: readonly string[];
  readonly arena: Arena;
  /** The one journal: every record made in the suites is written to it. */
  readonly journal: Pick<Journal, 'write'>;
  /** The run's OUT folder. */
  readonly out: string;
  /** Aborting kills the suites with all their processes. */
  readonly signal: AbortSignal;
}

/** Suites that ran to their end. What each test found is in the journal as an `assertion` record. */
export interface SuiteRun extends Tally {
  readonly seconds: number;
  /** Path of what Jest printed. */
  readonly log: string;
}

/**
 * Runs suites against the cluster that the arena describes, in a process of their own.
 * @throws the signal's reason when aborted; Error where the suites could not be run to their end, which is
 * a failure of the harness and says nothing about etcd
 */
export async function runSuites(options: SuiteRunOptions): Promise<SuiteRun> {
  const { names, arena, journal, out, signal } = options;
  signal.throwIfAborted();
  const start = performance.now();
  const folder = join(out, 'suites');
  await mkdir(folder, { recursive: true });
  const log = join(folder, `${arena.phase}.log`);
  const asserted = { tests: 0, failed: 0 };
  let finished: Tally | undefined;
  const receive = (message: unknown): void => {
    const report = Report.parse(message);
    if ('broken' in report) {
      throw new Error(report.broken);
    }
    if ('finished' in report) {
      finished = report.finished;
      return;
    }
    for (const record of report.records) {
      journal.write(record);
      count(record, asserted);
    }
  };
  const suites = new SuiteProcess(log, receive);
  const abort = () => suites.kill();
  signal.addEventListener('abort', abort);
  try {
    suites.tell({ names: [...names], arena, cache: join(folder, '.jest-cache') });
    const exit = await suites.ended;
    signal.throwIfAborted();
    if (finished === undefined) {
      throw new Error(`the process of the suites ended (${exit}) before its tests had; see ${log}`);
    }
  } finally {
    signal.removeEventListener('abort', abort);
    suites.kill();
  }
  if (asserted.tests !== finished.tests || asserted.failed !== finished.failed) {
    throw new Error(
      `Jest counts ${finished.tests} tests, ${finished.failed} of them failed, and the journal ` +
        `${asserted.tests} and ${asserted.failed}; see ${log}`,
    );
  }
  return { ...finished, seconds: (performance.now() - start) / 1000, log };
}

function count(record: JournalRecord, asserted: { tests: number; failed: number }): void {
  if (record.type === 'assertion') {
    asserted.tests += 1;
    asserted.failed += record.ok ? 0 : 1;
  }
}
