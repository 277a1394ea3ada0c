import { FAULTS } from '../faults/catalogue';
import { planFaults, type PlannedFault } from '../faults/schedule';
import type { NotRun } from '../journal/record';
import { Random } from '../workload/random';
import { estimate } from './estimate';
import { soakPhase, steadyPhases } from './phases';
import type { Outline } from './plan';
import { FAULT_OVERHEAD, profileNamed } from './profile';

/** What of a plan decides about its faults. */
type Planned = Pick<Outline, 'seed' | 'subject' | 'suites' | 'steps' | 'faults' | 'soak' | 'budget'>;

export interface Schedule {
  readonly faults: readonly PlannedFault[];
  /** Drawn as well, but the budget has no room for them. */
  readonly leftOut: readonly PlannedFault[];
}

/** The faults of a plan, in order: known before anything starts, so that they can be printed. */
export function scheduleOf(plan: Planned): Schedule {
  const drawn = drawnFor(plan);
  const faults = [...drawn];
  while (
    plan.budget !== undefined &&
    faults.length > 0 &&
    estimate(plan, faults).seconds * 1000 > plan.budget
  ) {
    faults.splice(mostRepeated(faults), 1);
  }
  return { faults, leftOut: drawn.filter((fault) => !faults.includes(fault)) };
}

/** For the list of what a run leaves out. */
export function withoutRoom({ faults, leftOut }: Schedule): NotRun[] {
  if (leftOut.length === 0) {
    return [];
  }
  const kept = new Set(faults.map(({ name }) => name));
  const lost = new Set(leftOut.map(({ name }) => name).filter((name) => !kept.has(name)));
  const drawn = faults.length + leftOut.length;
  return [
    { id: 'more-faults', why: `the budget has room for ${faults.length} of ${drawn}` },
    ...[...lost].map((id) => ({ id, why: 'the budget has no room for it' })),
  ];
}

function drawnFor(plan: Planned): PlannedFault[] {
  const { faults: spread, hold } = profileNamed(plan.subject.profile);
  const { members } = plan.subject;
  return planFaults({
    random: new Random(plan.seed),
    phases: [...steadyPhases(plan.steps ? members : 0), ...soakPhases(plan)],
    faults: plan.faults ? FAULTS.filter((fault) => fault.unavailable(members) === undefined) : [],
    spread,
    hold,
  });
}

/**
 * Of the kind that is there most often, the one in the phase that has the most: so a small budget keeps as
 * many kinds, and faults in as many phases, as it can.
 */
function mostRepeated(faults: readonly PlannedFault[]): number {
  const alike = (field: 'name' | 'phase', index: number): number =>
    faults.filter((fault) => fault[field] === faults[index]?.[field]).length;
  const weight = (index: number): number => alike('name', index) * faults.length + alike('phase', index);
  return faults.reduce((best, _, index) => (weight(index) >= weight(best) ? index : best), 0);
}

/** As many rounds of all faults as fit into the soak; clients go on alone for what is left of it. */
export function soakPhases({ soak, subject }: Pick<Planned, 'soak' | 'subject'>): string[] {
  const { hold } = profileNamed(subject.profile);
  const round = FAULTS.length * (hold[1] + FAULT_OVERHEAD);
  return Array.from({ length: Math.floor(soak / round) }, (_, index) => soakPhase(index + 1));
}
