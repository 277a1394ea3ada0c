import type { JournalWriter } from '../journal/writer';
import { amount } from '../result/amount';
import { disguiseNamed } from '../mutants/catalogue';
import { ApiTraffic } from '../kubernetes/api-traffic';
import { handOvers } from '../kubernetes/hand-overs';
import { Leaders } from '../kubernetes/leaders';
import { runSuites } from '../suite-run/suite-run';
import { EventLoopLag } from '../workload/event-loop-lag';
import { Load } from '../workload/load';
import { compactions } from '../workload/traffic/compactions';
import { PassingWatches } from '../workload/passing-watches';
import { EVERY_KEY } from '../workload/watcher';
import { WatchStorm } from '../workload/watch-storm';
import { preload } from '../workload/preload';
import { trafficNamed } from '../workload/traffic/catalogue';
import { arenaOf } from './arena-of';
import { attempt } from './attempt';
import type { Bench, Stand } from './bench';
import { conduct, enter } from './experiment';
import { finish } from './finish';
import type { Plan } from './plan';
import { profileNamed } from './profile';
import { suitesIn, suitesThat } from './suites';
import { tellRate } from './rate';

/** In seconds: short, so that many leases end. */
const TTL_WITHOUT_FAULTS = 3;
/** Milliseconds that recorders may be behind a preload. */
const SEEN_WITHIN = 120_000;

/** What a gate does to a cluster, and a suite alone: clients at work throughout, phases, finish. */
export async function gateWork(stand: Stand, writer: JournalWriter): Promise<void> {
  const { plan, cluster, journal, numbers, random, tell } = stand;
  if (stand.begun !== undefined) {
    const { keys, revision } = stand.begun;
    tell({ kind: 'note', text: `snapshot: ${amount(keys, 'key')} at revision ${revision}` });
  }
  if (plan.preload !== undefined) {
    await preloaded(stand, plan.preload);
  }
  const lag = new EventLoopLag(journal);
  const recorded = () => stand.recorders.revision;
  // A gate compacts by a fault.
  const keeps = plan.mutant === undefined ? undefined : disguiseNamed(plan.mutant).keeps;
  const { think, leaseTtl } = profileNamed(plan.subject.profile);
  const ttl = plan.schedule.length === 0 ? TTL_WITHOUT_FAULTS : leaseTtl;
  const profiles = plan.traffic.map(trafficNamed);
  const { controlPlane } = stand;
  const leaders = controlPlane && new Leaders(controlPlane, journal);
  const api = controlPlane && (await ApiTraffic.start(controlPlane, { journal, numbers, random }));
  const load = new Load({
    ...{ cluster, journal, numbers, random },
    traffics: [
      ...profiles.map((profile) => profile.of(ttl)),
      ...(keeps === undefined ? [] : [compactions(recorded, keeps)]),
    ],
    thinkMs: think,
  });
  const watching = { cluster, journal, numbers, random, recorded };
  const [first = EVERY_KEY, ...others] = profiles.flatMap(({ spans }) => spans);
  const watches = new PassingWatches({ ...watching, spans: [first, ...others] });
  const storm = plan.traffic.includes('watch-storm') ? new WatchStorm(watching) : undefined;
  const quiet = tellRate(load, tell);
  const bench: Bench = { ...stand, load };
  try {
    const suites = (names: Plan['suites'], phase: string) => run(bench, writer, names, phase);
    const brokenOff = await attempt(() =>
      conduct({
        bench,
        suites: async (phase) => {
          const names = suitesIn(phase, plan.suites);
          await suites(names, phase);
          if (controlPlane !== undefined && leaders !== undefined && names.includes('kubernetes')) {
            const tellNote = (text: string): void => tell({ kind: 'note', text });
            await handOvers(controlPlane, { leaders, journal, signal: stand.signal, tell: tellNote });
          }
        },
      }),
    );
    enter(bench, 'finish', 'final reads of every member');
    await Promise.all([load.stop(), watches.stop(), storm?.stop(), api?.stop(), leaders?.close()]);
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

async function preloaded({ cluster, journal, recorders, tell }: Stand, keys: number): Promise<void> {
  const started = performance.now();
  await recorders.reach(await preload(cluster, journal, keys), SEEN_WITHIN);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  tell({ kind: 'note', text: `preload: ${amount(keys, 'key')} (${seconds} s)` });
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
