import { types } from 'node:util';
import { z } from 'zod';
import { Refusal } from '../../errors/refusal';
import { FAULTS } from '../../faults/catalogue';
import type { Here } from '../../faults/fault';
import { faultNamed, PlannedFault } from '../../faults/schedule';
import { isSoakPhase, steadyPhases } from '../../gate/phases';
import type { Plan } from '../../gate/plan';
import type { Asked } from '../../gate/schedule-of';
import { suggestion } from './nearest';
import { quoted } from './once';
import { readText } from './read-text';

/**
 * The names of `--faults`.
 * @throws Refusal: usage for a name that there is not, environment for one that is not possible here
 */
export function readFaults(text: string | undefined, here: Here): readonly string[] | undefined {
  const names = text?.split(',').map((name) => name.trim());
  names?.forEach((name) => requirePossible('--faults', name, here));
  return names && [...new Set(names)];
}

function requirePossible(where: string, name: string, here: Here): void {
  const fault = faultNamed(name);
  if (fault === undefined) {
    const known = FAULTS.map((one) => one.name);
    throw Refusal.usage(`${where}: no fault "${quoted(name)}"${suggestion(name, known)}`);
  }
  const why = fault.unavailable(here);
  if (why !== undefined) {
    throw Refusal.environment(`${where}: ${name} is not possible here: ${why}`);
  }
}

/** A week of faults stays far below. */
const MOST_BYTES = 16 * 1024 * 1024;

const ScheduleFile = z.object({ schedule: z.array(PlannedFault) });

/** The schedule of a file, as it stands. @throws Refusal where it is none, or none for this run */
export function readSchedule(file: string, { subject, only, overlap, steps, soak }: Asked): PlannedFault[] {
  const where = `--schedule ${quoted(file)}`;
  if (only !== undefined || overlap) {
    throw Refusal.usage('--schedule says which faults there are; leave out --faults and --overlap');
  }
  const { success, data, error } = ScheduleFile.safeParse(parsed(where, file));
  if (!success) {
    const [issue] = error.issues;
    throw Refusal.usage(
      `${where} holds no schedule: ${issue?.path.join('.') ?? ''} ${quoted(issue?.message ?? '')}`,
    );
  }
  const phases = steadyPhases(steps ? subject.members : 0);
  let last = 0;
  for (const { number, name, phase, during } of data.schedule) {
    requirePossible(where, name, subject);
    if (!phases.includes(phase) && !(soak > 0 && isSoakPhase(phase))) {
      throw Refusal.usage(`${where}: this run has no phase "${quoted(phase)}"; it has ${phases.join(', ')}`);
    }
    if (number <= last || (during !== undefined && during >= number)) {
      throw Refusal.usage(`${where}: fault ${number} is out of order; number them upwards`);
    }
    last = number;
  }
  return data.schedule;
}

function parsed(where: string, file: string): unknown {
  const text = readText('--schedule', file, MOST_BYTES);
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = types.isNativeError(error) ? error.message : String(error);
    throw Refusal.usage(`${where} is not JSON: ${quoted(why)}`);
  }
}

/** Faults that are possible here and that a given schedule does not have. */
export function notIn(schedule: readonly PlannedFault[], here: Here): Plan['notRun'] {
  const had = new Set(schedule.map(({ name }) => name));
  return FAULTS.filter((fault) => !had.has(fault.name) && fault.unavailable(here) === undefined).map(
    ({ name }) => ({ id: name, why: '--schedule leaves it out' }),
  );
}
