import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { FaultRunner } from '../faults/fault-runner';
import { kindsOfTraffic } from '../workload/traffic/catalogue';
import { Operators, type Bench } from './bench';
import { isSoakPhase, mixedPhase, stepPhase } from './phases';
import { profileNamed } from './profile';
import { SABOTAGE } from './sabotage/sabotage';
import { steadyPhase } from './steady-phase';

export interface Conduct {
  readonly bench: Bench;
  /** Runs the named suites in a phase; resolves when their records are in the journal. */
  readonly suites: (phase: string) => Promise<void>;
}

/**
 * Everything between the first quorum and the finish: steady phases and upgrade steps in turn.
 * @throws WaitedInVain or MemberDown where the cluster does not come back from something
 */
export async function conduct({ bench, suites }: Conduct): Promise<void> {
  const { plan, cluster, journal, tell, numbers, recorders, signal } = bench;
  const profile = profileNamed(plan.subject.profile);
  const faults = plan.schedule;
  const kinds = kindsOfTraffic(plan.traffic);
  const operators = new Operators(cluster, journal, numbers, 'traffic', 'operator');
  const runner = new FaultRunner({
    cluster,
    journal,
    operator: operators.at,
    recorded: () => recorders.revision,
    worked: (since) => bench.load.work.eachSince(kinds, since),
    spares: bench.spares,
    inert: plan.sabotage === 'inert-faults',
    onState: ({ name }, target, state) => tell({ kind: 'fault', name, target, state }),
  });
  const started = performance.now();
  const timeLeft = () => plan.budget === undefined || performance.now() - started < plan.budget;

  const steady = async (name: string, detail: string, inSoak = false): Promise<void> => {
    enter(bench, name, detail);
    await steadyPhase(bench, {
      calm: profile.calm,
      faults: faults.filter(({ phase }) => phase === name),
      runner,
      suites: () => (inSoak ? Promise.resolve() : suites(name)),
      timeLeft,
      skipped: ({ name: fault }) => {
        const why = 'the budget was used up';
        journal.write({ type: 'left-out', t: journal.clock(), id: fault, why });
        tell({ kind: 'note', text: `${fault} not run: ${why}` });
      },
    });
  };

  try {
    await steady('from', `all members at ${plan.subject.from}`);
    if (plan.steps) {
      await upgradeSteps(bench, steady);
    }
    const soaked = performance.now() + plan.soak;
    for (const name of soakPhasesOf(plan)) {
      await steady(name, `all members at ${plan.subject.to}`, true);
    }
    await pause(Math.max(0, soaked - performance.now()), undefined, { signal });
    const act = plan.sabotage === undefined ? undefined : SABOTAGE[plan.sabotage];
    if (act !== undefined) {
      tell({ kind: 'note', text: `sabotage: ${String(plan.sabotage)}` });
      await act(cluster);
    }
    signal.throwIfAborted();
  } finally {
    operators.close();
  }
}

const soakPhasesOf = ({ schedule }: Bench['plan']): string[] => [
  ...new Set(schedule.map(({ phase }) => phase).filter(isSoakPhase)),
];

/** Followers first and the leader last, as operators are told to; each step judged on its own. */
async function upgradeSteps(
  bench: Bench,
  steady: (name: string, detail: string) => Promise<void>,
): Promise<void> {
  const { plan, cluster, tell, signal } = bench;
  const { from, to } = plan.subject;
  const waiting = new Set(cluster.members);
  const of = waiting.size;
  for (let step = 1; step <= of; step += 1) {
    signal.throwIfAborted();
    const leader = await cluster.leader();
    const member = [...waiting].find((one) => one !== leader) ?? leader;
    waiting.delete(member);
    const name = member.name;
    enter(bench, stepPhase(step), `${name} from ${from} to ${to}`);
    tell({ kind: 'step', step, of, member: name, from, to, state: 'begin' });
    const before = performance.now();
    await cluster.upgrade(member, { version: to, path: plan.paths.to });
    const seconds = (performance.now() - before) / 1000;
    tell({ kind: 'step', step, of, member: name, from, to, state: 'done', seconds });
    await (step < of
      ? steady(mixedPhase(step), `${step} of ${of} members at ${to}`)
      : steady('to', `all members at ${to}`));
  }
}

/** Writes the phase down and shows it. */
export function enter(
  { journal, tell }: Pick<Bench, 'journal' | 'tell'>,
  name: string,
  detail: string,
): void {
  journal.write({ type: 'phase', t: journal.clock(), name });
  tell({ kind: 'phase', name, detail });
}
