import { z } from 'zod';
import type { Random } from '../workload/random';
import { FAULTS } from './catalogue';
import { AIMS, type Fault } from './fault';

/** One fault of a schedule. Who the victim is, is decided when its turn comes: `pick` then chooses. */
export const PlannedFault = z.strictObject({
  number: z.int().positive(),
  phase: z.string(),
  name: z.string(),
  aim: z.enum(AIMS),
  /** Chooses among several that the aim fits. */
  pick: z.int().nonnegative(),
  holdMs: z.int().nonnegative(),
  /** Number of the fault before it, during which it comes. */
  during: z.int().positive().optional(),
});
export type PlannedFault = z.infer<typeof PlannedFault>;

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
      holdMs: Math.max(random.integer(low / 100, high / 100) * 100, fault.leastHold ?? 0),
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
  const width = Math.max(15, ...schedule.map(({ name }) => name.length));
  return schedule.map(
    ({ number, phase, name, aim, holdMs, during }) =>
      `${String(number).padStart(3)}  ${phase.padEnd(8)}  ${name.padEnd(width)}  ${aim.padEnd(8)}  hold ${(holdMs / 1000).toFixed(1)} s` +
      (during === undefined ? '' : `, during ${during}`),
  );
}

/** Each fault with those that come while it lasts. */
export function grouped(schedule: readonly PlannedFault[]): PlannedFault[][] {
  const groups: PlannedFault[][] = [];
  for (const planned of schedule) {
    const last = groups.at(-1);
    // Where the other one was left out, it comes by itself.
    if (planned.during !== undefined && last?.some(({ number }) => number === planned.during) === true) {
      last.push(planned);
    } else {
      groups.push([planned]);
    }
  }
  return groups;
}

export function faultNamed(name: string): Fault | undefined {
  return FAULTS.find((fault) => fault.name === name);
}
