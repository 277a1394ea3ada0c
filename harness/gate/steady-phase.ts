import { setTimeout as pause } from 'node:timers/promises';
import type { FaultRunner } from '../faults/fault-runner';
import { grouped, type PlannedFault } from '../faults/schedule';
import type { Bench } from './bench';

export interface SteadyPhase {
  readonly calm: number;
  readonly faults: readonly PlannedFault[];
  readonly runner: FaultRunner;
  /** Runs the suites that have to run in this phase. */
  readonly suites: () => Promise<void>;
  /** Whether the budget leaves time for another fault. */
  readonly timeLeft: () => boolean;
  readonly skipped: (fault: PlannedFault) => void;
}

/** Clients at work, then the suites, then faults in turn, each with calm around it. */
export async function steadyPhase({ signal }: Bench, phase: SteadyPhase): Promise<void> {
  await pause(phase.calm, undefined, { signal });
  await phase.suites();
  for (const together of grouped(phase.faults)) {
    signal.throwIfAborted();
    if (phase.timeLeft()) {
      await phase.runner.run(...together);
    } else {
      together.forEach(phase.skipped);
    }
  }
  await pause(phase.calm, undefined, { signal });
}
