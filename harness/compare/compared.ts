import { groupBy } from '../checkers/grouping';
import { TRIALS, type TrialName } from '../journal/comparison-record';
import type { ComparedTrial } from '../result/compared-trial';
import { bootstrapInterval } from '../statistics/bootstrap-interval';
import { signTest } from '../statistics/sign-test';
import { Random } from '../workload/random';
import { pairsOf } from './pairs-of';
import type { Compared } from './report';

/** What one cluster came to. */
export interface Measured {
  readonly round: number;
  readonly topology: string;
  readonly trials: readonly ComparedTrial[];
}

/** How often a difference may be told apart where there is none. */
export const LEVEL = 0.05;

/** With fewer rounds, all of them lie on one side by chance more often than that. */
export const LEAST_ROUNDS = 6;

interface Value {
  readonly round: number;
  readonly topology: string;
  readonly load: TrialName;
  readonly metric: string;
  readonly unit: string;
  readonly value: number;
}

/**
 * Every figure of every two topologies, in the order in which these are given: medians over rounds, and the difference round by round,
 * so that what was the same for both in one round is in neither's way.
 */
export function compared(
  topologies: readonly string[],
  measured: readonly Measured[],
  seed: number,
): Compared[] {
  const random = new Random(seed);
  const pick = (below: number): number => random.integer(0, below - 1);
  const figures = [...groupBy(valuesOf(measured), ({ load, metric }) => `${load} ${metric}`).values()];
  return TRIALS.flatMap((trial) =>
    figures
      .filter(([first]) => first?.load === trial)
      .flatMap((values) =>
        pairsOf(topologies).flatMap(([first, second]) => comparedPair(values, first, second, pick) ?? []),
      ),
  );
}

/** Figures that are not to be relied on are none. */
const valuesOf = (measured: readonly Measured[]): Value[] =>
  measured.flatMap(({ round, topology, trials }) =>
    trials
      .filter(({ verdict }) => verdict === 'measured')
      .flatMap(({ trial: load, figures }) =>
        figures.flatMap(({ metric, unit, value }) =>
          value === null ? [] : [{ round, topology, load, metric, unit, value }],
        ),
      ),
  );

/** @returns undefined where no round has both */
function comparedPair(
  values: readonly Value[],
  first: string,
  second: string,
  pick: (below: number) => number,
): Compared | undefined {
  const of = (topology: string) =>
    new Map(values.filter((one) => one.topology === topology).map(({ round, value }) => [round, value]));
  const [ones, others] = [of(first), of(second)];
  const differences = [...ones].flatMap(([round, one]) => {
    const other = others.get(round);
    return other === undefined ? [] : [other - one];
  });
  const [known] = values;
  if (known === undefined || differences.length === 0) {
    return undefined;
  }
  const difference = bootstrapInterval(differences, pick);
  const { metric, load, unit } = known;
  return {
    ...{ metric, load, unit },
    arms: [
      { topology: first, ...bootstrapInterval([...ones.values()], pick) },
      { topology: second, ...bootstrapInterval([...others.values()], pick) },
    ],
    difference: { rounds: differences.length, ...difference },
    distinguishable: isToldApart(differences, difference),
  };
}

const isToldApart = (
  differences: readonly number[],
  { low, high }: { readonly low: number; readonly high: number },
): boolean => (low > 0 || high < 0) && signTest(differences) <= LEVEL;
