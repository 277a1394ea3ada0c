import type { Measurement } from '../result/result';
import { faultStories } from './fault-story';
import { seconds } from './finding';
import { gapSeconds, gapsOf, longestOf, type Gap } from './gaps';
import type { History } from './history';

/**
 * The longest times without an acknowledged write, and without an answered linearizable read, in all the time that
 * clients worked: faults included, which no criterion bounds.
 */
export function longestGaps(history: History): Measurement[] {
  const { writes = [], reads = [] } = gapsOf(history);
  return [
    ...measured('longest-write-gap', longestOf(writes), history),
    ...measured('longest-read-gap', longestOf(reads), history),
  ];
}

function measured(name: string, gap: Gap | undefined, history: History): Measurement[] {
  if (gap === undefined) {
    return [];
  }
  const { from, to } = gap;
  const inForce = faultStories(history).filter(
    ({ injected = Infinity, healed = Infinity }) => injected < to && healed > from,
  );
  return [
    {
      name,
      value: gapSeconds(gap),
      unit: 's',
      during: {
        from: seconds(from),
        to: seconds(to),
        phase: history.phases.findLast(({ start }) => start <= from)?.name ?? null,
        faults: inForce.map(({ name: fault, target }) => ({ name: fault, target })),
      },
    },
  ];
}
