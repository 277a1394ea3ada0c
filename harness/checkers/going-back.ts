import type { Acknowledged } from './operation';

export interface Told {
  readonly operation: Acknowledged;
  readonly revision: number;
}

/** Answers that began after a higher revision had been told, each with the highest by then; by invoke. */
export function goingBack(told: readonly Told[]): (readonly [late: Told, before: Told])[] {
  const byReturn = [...told].sort((one, other) => one.operation.returned - other.operation.returned);
  const back: (readonly [Told, Told])[] = [];
  let highest: Told | undefined;
  let next = 0;
  for (const late of [...told].sort((one, other) => one.operation.invoke - other.operation.invoke)) {
    for (
      let earlier = byReturn[next];
      earlier && earlier.operation.returned < late.operation.invoke;
      earlier = byReturn[next]
    ) {
      highest = highest === undefined || earlier.revision > highest.revision ? earlier : highest;
      next += 1;
    }
    if (highest !== undefined && late.revision < highest.revision) {
      back.push([late, highest]);
    }
  }
  return back;
}
