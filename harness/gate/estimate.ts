import { DEFAULT_TIMERS } from '../journal/header';
import { faultNamed, type PlannedFault } from '../faults/schedule';
import { isSoakPhase, steadyPhases } from './phases';
import { reserveBytes } from './disk-reserve';
import type { Outline } from './plan';
import { needsOf } from '../faults/needs';
import { FAULT_OVERHEAD, profileNamed } from './profile';
import { suitesThat } from './suites';
import { topologyOf } from './topology-of';
import { masterNodes } from '../topology/topology';
import { secondsOf as secondsOfComparison } from './comparison/seconds-of';
import { secondsOf } from './sweep/seconds-of';

/** What a run will take, as far as can be said before it: printed first, and checked against the machine. */
export interface Estimate {
  readonly seconds: number;
  readonly memoryBytes: number;
  /** What has to be free for the run to be let in: what it writes, and what has to stay free meanwhile. */
  readonly diskBytes: number;
}

/** Measured on two cores: seconds that a suite, one that runs once, a step, and start and finish with judging take. */
const SECONDS = {
  suite: 7,
  once: 15,
  step: 4,
  startAndFinish: 14,
  controlPlane: 15,
  handOvers: 120,
  ownClusters: 60,
  preloadedKey: 0.0006,
  restoredMiB: 0.2,
  restores: 150,
};
const MiB = 1 << 20;
/** What a control plane of one node was seen to need (280 + 105 + 100 MiB), with room for growth. */
const MASTER_MIB = 600;

/** Milliseconds that a fault takes; its hold is the other one's where it comes during one. */
export function costOf({ name, holdMs, during }: Pick<PlannedFault, 'name' | 'holdMs' | 'during'>): number {
  return (during === undefined ? holdMs : 0) + (faultNamed(name)?.overhead ?? FAULT_OVERHEAD);
}

/** @param schedule the plan's own, with every fault's hold */
export function estimate(
  plan: Pick<
    Outline,
    | 'subject'
    | 'steps'
    | 'soak'
    | 'suites'
    | 'preload'
    | 'snapshot'
    | 'sweep'
    | 'comparison'
    | 'restore'
    | 'timers'
  >,
  schedule: readonly PlannedFault[],
): Estimate {
  const { members, profile } = plan.subject;
  const steps = plan.steps ? members : 0;
  const phases = steadyPhases(steps).length;
  const inPhases = schedule.filter(({ phase }) => !isSoakPhase(phase));
  const faults = inPhases.reduce((sum, planned) => sum + costOf(planned), plan.soak) / 1000;
  const calm = (2 * profileNamed(profile).calm) / 1000;
  const { spares } = needsOf(schedule);
  const masters = masterNodes(topologyOf(plan).nodes).length;
  const restored = (plan.snapshot?.bytes ?? 0) / MiB;
  const compared = plan.comparison === undefined ? 0 : secondsOfComparison(plan.comparison);
  const swept = plan.sweep === undefined ? 0 : secondsOf(plan.sweep, plan.timers ?? DEFAULT_TIMERS);
  const seconds =
    swept +
    compared +
    (plan.restore === true ? SECONDS.restores : 0) +
    SECONDS.startAndFinish +
    (masters > 0 ? SECONDS.controlPlane : 0) +
    (plan.suites.includes('kubernetes') ? SECONDS.handOvers + SECONDS.ownClusters : 0) +
    (plan.preload ?? 0) * SECONDS.preloadedKey +
    restored * SECONDS.restoredMiB +
    phases * (calm + suitesThat('in every phase', plan.suites).length * SECONDS.suite) +
    suitesThat('once', plan.suites).length * SECONDS.once +
    steps * SECONDS.step +
    faults;
  return {
    seconds: Math.round(seconds),
    memoryBytes: (500 + (members + spares) * 150 + masters * MASTER_MIB) * MiB,
    // Two preallocated WAL files of 64 MiB and a database a member, half a megabyte of journal a second, of a preload 2 KB a key, and of a snapshot
    // a database a member, what it grows to, and its content in the journal.
    diskBytes:
      (Math.round((members + spares) * (200 + 2 * restored) + restored + seconds / 2) +
        Math.ceil((plan.preload ?? 0) / 500)) *
        MiB +
      reserveBytes(members + spares),
  };
}
