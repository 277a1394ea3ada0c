import { BASIC, FAULTS, MORE } from '../faults/catalogue';
import type { Fault } from '../faults/fault';
import { overlapped } from '../faults/overlapped';
import { planFaults, type PlannedFault } from '../faults/schedule';
import type { NotRun } from '../journal/header';
import { Random } from '../workload/random';
import { costOf, estimate } from './estimate';
import { soakPhase, steadyPhases } from './phases';
import type { Outline } from './plan';
import { profileNamed } from './profile';

/** What of a plan decides about its faults. */
export interface Asked extends Pick<Outline, 'seed' | 'subject' | 'suites' | 'steps' | 'soak' | 'budget'> {
  /** Draw from these only; by default from those of the profile. */
  readonly only?: readonly string[];
  /** Let faults of members come while those of links last. */
  readonly overlap: boolean;
}

export interface Schedule {
  readonly faults: readonly PlannedFault[];
  /** Drawn as well, but the budget has no room for them. */
  readonly leftOut: readonly PlannedFault[];
}

/** The faults of a run, in order: known before anything starts, so that they can be printed. */
export function scheduleOf(asked: Asked): Schedule {
  const drawn = drawnFor(asked);
  const faults = [...drawn];
  while (
    asked.budget !== undefined &&
    faults.length > 0 &&
    estimate(asked, faults).seconds * 1000 > asked.budget
  ) {
    faults.splice(mostRepeated(faults), 1);
  }
  return { faults, leftOut: drawn.filter((fault) => !faults.includes(fault)) };
}

/** Faults that are possible here and that nobody draws: the profile does not, and they were not asked for. */
export function notDrawn({ subject, only }: Asked): NotRun[] {
  const drawn = new Set(sources(subject, only).flatMap(({ faults }) => faults));
  const why = only === undefined ? `profile ${subject.profile} leaves it out` : '--faults leaves it out';
  return FAULTS.filter((fault) => !drawn.has(fault) && fault.unavailable(subject) === undefined).map(
    ({ name }) => ({ id: name, why }),
  );
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

interface Source {
  readonly faults: readonly Fault[];
  readonly spread: 'dealt' | 'every';
}

/** Each source is drawn from by itself, the basic one first, so that more faults do not change its draw. */
function sources(subject: Asked['subject'], only?: readonly string[]): Source[] {
  const { faults: spread, more } = profileNamed(subject.profile);
  const possible = (faults: readonly Fault[]) =>
    faults.filter((fault) => fault.unavailable(subject) === undefined);
  if (only !== undefined) {
    return [{ faults: possible(FAULTS.filter(({ name }) => only.includes(name))), spread }];
  }
  return [
    { faults: possible(BASIC), spread },
    ...(more === 'none' ? [] : [{ faults: possible(MORE), spread: more }]),
  ];
}

function drawnFor(asked: Asked): PlannedFault[] {
  const { hold } = profileNamed(asked.subject.profile);
  const phases = [...steadyPhases(asked.steps ? asked.subject.members : 0), ...soakPhases(asked)];
  const drawn = sources(asked.subject, asked.only).flatMap((source, index) =>
    planFaults({ random: new Random(asked.seed + index), phases, ...source, hold }),
  );
  const inOrder = phases.flatMap((phase) => drawn.filter((planned) => planned.phase === phase));
  const numbered = inOrder.map((planned, index) => ({ ...planned, number: index + 1 }));
  return asked.overlap ? overlapped(numbered) : numbered;
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
function soakPhases({ soak, subject, only }: Asked): string[] {
  if (soak === 0) {
    return [];
  }
  const longest = profileNamed(subject.profile).hold[1];
  const round = sources(subject, only)
    .flatMap(({ faults }) => faults)
    .reduce(
      (sum, { name, leastHold = 0 }) => sum + costOf({ name, holdMs: Math.max(longest, leastHold) }),
      0,
    );
  return Array.from({ length: Math.floor(soak / round) }, (_, index) => soakPhase(index + 1));
}
