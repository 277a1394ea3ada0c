import { LOADS, LOSSES, type LossName, type TrialName } from '../journal/comparison-record';
import { Random } from '../workload/random';

/** One cluster of a comparison. */
export interface Turn {
  /** Counted from 1. */
  readonly round: number;
  readonly topology: string;
  readonly trials: readonly TrialName[];
}

interface Rounds {
  readonly topologies: readonly string[];
  readonly trials: readonly TrialName[];
  readonly rounds: number;
  readonly seed: number;
}

/**
 * In each round every topology once, the one that comes first changing from round to round, so that what changes with time changes
 * nothing for one of them alone. Loads come in an order that the seed draws, the same for all topologies of a round; losses come last,
 * since a cluster is not what it was after them.
 */
export function turnsOf({ topologies, trials, rounds, seed }: Rounds): Turn[] {
  const random = new Random(seed);
  return Array.from({ length: rounds }, (_, index) => {
    const loads = random.shuffle(LOADS.filter((load) => trials.includes(load)));
    const losses: readonly LossName[] = LOSSES.filter((loss) => trials.includes(loss));
    return topologies.map((_, place) => ({
      round: index + 1,
      topology: topologies[(index + place) % topologies.length] as string,
      trials: [...loads, ...losses],
    }));
  }).flat();
}
