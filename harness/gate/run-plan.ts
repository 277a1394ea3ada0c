import { mkdir } from 'node:fs/promises';
import { Cluster } from '../cluster/cluster';
import { DEFAULT_TIMERS, JOURNAL_VERSION, type Header, type RecordOf } from '../journal/record';
import { JournalWriter } from '../journal/writer';
import { Network } from '../network/network';
import type { ProgressEvent } from '../progress/event';
import { amount } from '../result/amount';
import { ControlGroups } from '../runtime/sandbox/control-groups';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { topologyNamed } from '../topology/catalogue';
import { ClientNumbers } from '../workload/client-numbers';
import { EventLoopLag } from '../workload/event-loop-lag';
import { Load } from '../workload/load';
import { Random } from '../workload/random';
import { Recorders } from '../workload/recorders';
import { contendedCas } from '../workload/traffic/contended-cas';
import { leases } from '../workload/traffic/leases';
import { registers } from '../workload/traffic/registers';
import { transactions } from '../workload/traffic/transactions';
import { runSuites } from '../suite-run/suite-run';
import { arenaOf } from './arena-of';
import type { Bench } from './bench';
import { breaksOff } from './broken-off';
import { EndingJournal } from './ending-journal';
import { DiskReserve } from './disk-reserve';
import { conduct, enter } from './experiment';
import { finish } from './finish';
import { journalPath, nodesFolder } from './paths';
import type { Plan } from './plan';
import { profileNamed } from './profile';
import { tellRate } from './rate';

type End = Omit<RecordOf<'end'>, 'type' | 't' | 'records'>;

export interface RunPlanOptions {
  readonly plan: Plan;
  readonly tell: (event: ProgressEvent) => void;
  /** Name of the run's reserved control groups, where its topology has budgets. */
  readonly controlGroups?: string | undefined;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

/**
 * Does what a plan says and leaves the journal behind, ended in order whatever happens. Judging comes after,
 * from the journal alone.
 * @throws Refusal (environment) where no quorum ever formed or the journal cannot be written; anything else
 * is a fault of the harness
 */
export async function runPlan({ plan, tell, signal, controlGroups }: RunPlanOptions): Promise<void> {
  const writer = await JournalWriter.open(journalPath(plan), headerOf(plan));
  const journal = new EndingJournal(writer);
  const disk = new DiskReserve(plan.out, plan.subject.members);
  const stop = AbortSignal.any([signal, writer.failure, disk.used]);
  let end: End = { reason: 'finished' };
  try {
    // Clients and faults are in the middle of things when a run is stopped; it does not wait for them.
    await Promise.race([work({ plan, tell, signal: stop, controlGroups }, journal, writer), aborted(stop)]);
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
  return {
    type: 'journal',
    version: JOURNAL_VERSION,
    startedAt: new Date().toISOString(),
    ...{ seed, command, subject, machine, programs, criteria, thresholds, notRun },
    timers: DEFAULT_TIMERS,
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

/** The run itself: cluster, clients, phases, finish. */
async function work(options: RunPlanOptions, journal: EndingJournal, writer: JournalWriter): Promise<void> {
  const { plan, tell, signal, controlGroups } = options;
  enter({ journal, tell }, 'start', `${amount(plan.subject.members, 'member')} at ${plan.subject.from}`);
  await mkdir(nodesFolder(plan), { recursive: true });
  const groups = controlGroups === undefined ? undefined : ControlGroups.reserved(controlGroups);
  const runtime = await SandboxRuntime.create(nodesFolder(plan), groups);
  const nodes = await runtime.createNodes(topologyNamed(plan.subject.topology).nodes);
  const network = await Network.create(plan.paths.toxiproxy, runtime.clientNode, nodes);
  const program = { version: plan.subject.from, path: plan.paths.from };
  const cluster = await Cluster.start({ network, nodes, program, journal, timers: DEFAULT_TIMERS });

  const numbers = new ClientNumbers();
  const random = new Random(plan.seed).fork();
  const lag = new EventLoopLag(journal);
  const recorders = new Recorders(cluster, journal, numbers);
  const load = new Load({
    ...{ cluster, journal, numbers, random },
    traffics: [registers, contendedCas, transactions, leases],
    thinkMs: profileNamed(plan.subject.profile).think,
  });
  const quiet = tellRate(load, tell);
  const bench: Bench = { plan, cluster, journal, numbers, random, recorders, load, tell, signal };
  try {
    const suites = (names: Plan['suites'], phase: string) => suitesIn(bench, writer, names, phase);
    const brokenOff = await attempt(() =>
      conduct({ bench, suites: (phase) => suites(plan.suites.filter(worksAlongside), phase) }),
    );
    enter(bench, 'finish', 'final reads of every member');
    await load.stop();
    quiet();
    const unfinished = await attempt(() => finish(bench));
    await writer.flushed();
    await suites(
      plan.suites.filter((name) => !worksAlongside(name)),
      'finish',
    );
    const broken = brokenOff ?? unfinished;
    if (broken !== undefined) {
      throw broken;
    }
  } finally {
    quiet();
    lag.close();
    await cluster.close();
  }
  await recorders.close();
  await runtime.dispose();
}

/** Suites with traffic of their own run in every steady phase; the others judge the record at the end. */
const worksAlongside = (name: Plan['suites'][number]): boolean => name !== 'upgrade';

async function suitesIn(
  bench: Bench,
  { epoch }: JournalWriter,
  names: Plan['suites'],
  phase: string,
): Promise<void> {
  if (names.length === 0) {
    return;
  }
  const { plan, journal, signal, tell } = bench;
  const { tests, failed, seconds } = await runSuites({
    names,
    arena: arenaOf(bench, { phase, epoch }),
    journal,
    out: plan.out,
    signal,
  });
  const outcome =
    failed === 0 ? `${amount(tests, 'test')} passed` : `${failed} of ${amount(tests, 'test')} failed`;
  tell({ kind: 'note', text: `suites ${names.join(', ')}: ${outcome} (${seconds.toFixed(1)} s)` });
}

/** @returns the error where the cluster did not come back from something, which leaves the rest still to be done */
async function attempt(part: () => Promise<void>): Promise<Error | undefined> {
  try {
    await part();
    return undefined;
  } catch (error) {
    if (breaksOff(error)) {
      return error;
    }
    throw error;
  }
}
