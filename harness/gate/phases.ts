/** Phases in which clients work, suites run and faults come and go, between the steps of an upgrade. */
export function steadyPhases(steps: number): string[] {
  if (steps === 0) {
    return ['from'];
  }
  const mixed = Array.from({ length: steps - 1 }, (_, index) => mixedPhase(index + 1));
  return ['from', ...mixed, 'to'];
}

export const stepPhase = (step: number): string => `step-${step}`;
export const mixedPhase = (step: number): string => `mixed-${step}`;
export const soakPhase = (round: number): string => `soak-${round}`;
export const isSoakPhase = (phase: string): boolean => /^soak-\d+$/.test(phase);
