import { kindsOfTraffic } from '../workload/traffic/catalogue';
import { mkdir } from 'node:fs/promises';
import { DEFAULT_TIMERS, JOURNAL_VERSION, type Header } from '../journal/header';
import type { RecordOf } from '../journal/record';
import { JournalWriter } from '../journal/writer';
import type { ProgressEvent } from '../progress/event';
import { amount } from '../result/amount';
import type { Stand } from './bench';
import { comparisonWork } from './comparison/work';
import { breaksOff } from './broken-off';
import { EndingJournal } from './ending-journal';
import { DiskReserve } from './disk-reserve';
import { enter } from './experiment';
import { gateWork } from './gate-work';
import { journalPath, nodesFolder } from './paths';
import type { Plan } from './plan';
import { restoreWork } from './restore-work';
import { raise, type RaiseOptions } from './raise';
import type { Reserved } from './runtime-for';
import { scenarioWork } from './scenario-work';
import { sweepWork } from './sweep/work';

type End = Omit<RecordOf<'end'>, 'type' | 't' | 'records'>;

export interface RunPlanOptions {
  readonly plan: Plan;
  readonly tell: (event: ProgressEvent) => void;
  /** What the process outside reserved for it; nothing where its nodes need nothing of the kind. */
  readonly reserved?: Reserved;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

/**
 * Does what a plan says and leaves the journal behind, ended in order whatever happens. Judging comes after,
 * from the journal alone.
 * @throws Refusal (environment) where no quorum ever formed or the journal cannot be written; anything else
 * is a fault of the harness
 */
export async function runPlan({ plan, tell, signal, reserved = {} }: RunPlanOptions): Promise<void> {
  const writer = await JournalWriter.open(journalPath(plan), headerOf(plan));
  const journal = new EndingJournal(writer);
  const disk = new DiskReserve(plan.out, plan.subject.members);
  const network = new AbortController();
  const stop = AbortSignal.any([signal, writer.failure, disk.used, network.signal]);
  const lost = (why: Error): void => network.abort(why);
  let end: End = { reason: 'finished' };
  try {
    // Clients and faults are in the middle of things when a run is stopped; it does not wait for them.
    await Promise.race([work({ plan, tell, signal: stop, reserved, lost }, journal, writer), aborted(stop)]);
  } catch (thrown) {
    // Whatever went wrong on a full disk went wrong because of it.
    const error = disk.shortage() ?? thrown;
    end = endOf(error, signal);
    if (end.reason === 'error') {
      throw error;
    }
  } finally {
    disk.close();
    journal.end();
    await writer.close(end);
  }
}

function headerOf(plan: Plan): Header {
  const { seed, command, subject, machine, programs, criteria, thresholds, notRun, sabotage } = plan;
  const { knownIssues } = plan;
  return {
    type: 'journal',
    version: JOURNAL_VERSION,
    startedAt: new Date().toISOString(),
    ...{ seed, command, subject, machine, programs, criteria, thresholds, notRun },
    timers: plan.timers ?? DEFAULT_TIMERS,
    kinds: kindsOfTraffic(plan.traffic),
    ...(knownIssues === undefined ? {} : { knownIssues }),
    ...(sabotage === undefined ? {} : { sabotage }),
  };
}

/** How the journal has to end, by what stopped the work. */
function endOf(error: unknown, interrupt: AbortSignal): End {
  if (interrupt.aborted) {
    return { reason: 'interrupted' };
  }
  const words = error instanceof Error ? error.message : String(error);
  return breaksOff(error) ? { reason: 'broken-off', error: words } : { reason: 'error', error: words };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) {
      stop();
    }
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** The run itself: a cluster, what is done to it, and its end. */
async function work(
  options: RunPlanOptions & Pick<RaiseOptions, 'lost'>,
  journal: EndingJournal,
  writer: JournalWriter,
): Promise<void> {
  const { plan, tell, signal, reserved = {}, lost } = options;
  if (plan.restore === true) {
    return restoreWork(plan, { journal, tell });
  }
  enter({ journal, tell }, 'start', `${amount(plan.subject.members, 'member')} at ${plan.subject.from}`);
  await mkdir(nodesFolder(plan), { recursive: true });
  const raised = await raise({ plan, journal, reserved, lost });
  const stand = { ...raised, plan, journal, tell, signal };
  try {
    await act(stand, writer);
  } catch (error) {
    throw (await raised.runtime.obstacle()) ?? error;
  } finally {
    await raised.controlPlane?.close();
    await raised.cluster.close();
  }
  raised.cluster.network.expectEnd();
  await raised.recorders.close();
  await raised.runtime.dispose();
}

function act(stand: Stand, writer: JournalWriter): Promise<void> {
  const { scenario, sweep, comparison } = stand.plan;
  if (scenario !== undefined) {
    return scenarioWork(stand, scenario);
  }
  if (comparison !== undefined) {
    return comparisonWork(stand, comparison);
  }
  return sweep === undefined ? gateWork(stand, writer) : sweepWork(stand, sweep);
}
