import type { JournalWriter } from '../journal/writer';
import { amount } from '../result/amount';
import { disguiseNamed } from '../mutants/catalogue';
import { runSuites } from '../suite-run/suite-run';
import { EventLoopLag } from '../workload/event-loop-lag';
import { Load } from '../workload/load';
import { contendedCas } from '../workload/traffic/contended-cas';
import { authChurn } from '../workload/traffic/auth-churn';
import { compactions } from '../workload/traffic/compactions';
import { PassingWatches } from '../workload/passing-watches';
import { leases } from '../workload/traffic/leases';
import { ranges } from '../workload/traffic/ranges';
import { registers } from '../workload/traffic/registers';
import { transactions } from '../workload/traffic/transactions';
import { arenaOf } from './arena-of';
import { attempt } from './attempt';
import type { Bench, Stand } from './bench';
import { conduct, enter } from './experiment';
import { finish } from './finish';
import type { Plan } from './plan';
import { profileNamed } from './profile';
import { suitesIn, suitesThat } from './suites';
import { tellRate } from './rate';

const TRAFFICS = [registers, contendedCas, transactions, ranges, authChurn];
/** In seconds: short, so that many leases end. */
const TTL_WITHOUT_FAULTS = 3;

/** What a gate does to a cluster, and a suite alone: clients at work throughout, phases, finish. */
export async function gateWork(stand: Stand, writer: JournalWriter): Promise<void> {
  const { plan, cluster, journal, numbers, random, tell } = stand;
  const lag = new EventLoopLag(journal);
  const recorded = () => stand.recorders.revision;
  // A gate compacts by a fault.
  const keeps = plan.mutant === undefined ? undefined : disguiseNamed(plan.mutant).keeps;
  const { think, leaseTtl } = profileNamed(plan.subject.profile);
  const ttl = plan.schedule.length === 0 ? TTL_WITHOUT_FAULTS : leaseTtl;
  const load = new Load({
    ...{ cluster, journal, numbers, random },
    traffics: [...TRAFFICS, leases(ttl), ...(keeps === undefined ? [] : [compactions(recorded, keeps)])],
    thinkMs: think,
  });
  const watches = new PassingWatches({ cluster, journal, numbers, random, recorded });
  const quiet = tellRate(load, tell);
  const bench: Bench = { ...stand, load };
  try {
    const suites = (names: Plan['suites'], phase: string) => run(bench, writer, names, phase);
    const brokenOff = await attempt(() =>
      conduct({ bench, suites: (phase) => suites(suitesIn(phase, plan.suites), phase) }),
    );
    enter(bench, 'finish', 'final reads of every member');
    await Promise.all([load.stop(), watches.stop()]);
    quiet();
    const unfinished = await attempt(() => finish(bench));
    await writer.flushed();
    await suites(suitesThat('at the end', plan.suites), 'finish');
    const broken = brokenOff ?? unfinished;
    if (broken !== undefined) {
      throw broken;
    }
  } finally {
    quiet();
    lag.close();
  }
}

async function run(
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
