import type { Random } from '../workload/random';
import { FAULTS } from './catalogue';
import type { Aim, Fault } from './fault';

/** One fault of a schedule. Who the victim is, is decided when its turn comes: `pick` then chooses. */
export interface PlannedFault {
  readonly number: number;
  readonly phase: string;
  readonly name: string;
  readonly aim: Aim;
  /** Chooses among several that the aim fits. */
  readonly pick: number;
  readonly holdMs: number;
}

export interface ScheduleOptions {
  readonly random: Random;
  readonly phases: readonly string[];
  readonly faults: readonly Fault[];
  /** `dealt`: each fault once, spread over the phases; `every`: each fault in each phase. */
  readonly spread: 'dealt' | 'every';
  readonly hold: readonly [low: number, high: number];
}

/** The same seed gives the same schedule, whatever the machine. */
export function planFaults({ random, phases, faults, spread, hold }: ScheduleOptions): PlannedFault[] {
  const [low, high] = hold;
  const byPhase =
    spread === 'every'
      ? phases.map(() => random.shuffle(faults))
      : dealt(random.shuffle(faults), random.shuffle(phases.map((_, index) => index)));
  return phases
    .flatMap((phase, index) => (byPhase[index] ?? []).map((fault) => ({ phase, fault })))
    .map(({ phase, fault }, index) => ({
      number: index + 1,
      phase,
      name: fault.name,
      aim: random.pick(fault.aims) ?? 'follower',
      pick: random.integer(0, 59),
      holdMs: random.integer(low / 100, high / 100) * 100,
    }));
}

/** Gives out the faults in turn to the phases in the given order. @returns by phase index */
function dealt(faults: readonly Fault[], order: readonly number[]): Fault[][] {
  const hands: Fault[][] = order.map(() => []);
  faults.forEach((fault, turn) => hands[order[turn % order.length] as number]?.push(fault));
  return hands;
}

/** The schedule as printed: byte for byte the same for the same seed. */
export function describeSchedule(schedule: readonly PlannedFault[]): string[] {
  return schedule.map(
    ({ number, phase, name, aim, holdMs }) =>
      `${String(number).padStart(3)}  ${phase.padEnd(8)}  ${name.padEnd(15)}  ${aim.padEnd(8)}  hold ${(holdMs / 1000).toFixed(1)} s`,
  );
}

export function faultNamed(name: string): Fault | undefined {
  return FAULTS.find((fault) => fault.name === name);
}
