import { spreadOf, type Spread } from './spread';

/** What both sides took in one round, one right after the other. */
interface Round {
  readonly ours: number;
  readonly reference: number;
}

/** What was measured, before it is summed up. */
export interface Measured {
  readonly name: string;
  readonly unit: 's' | 'puts/s' | 'records/s' | 'bytes' | 'MiB' | 'µs' | '× Porcupine';
  /** What the reference is, in a few words. */
  readonly against: string;
  /** What the ratio has to keep for the figure to be met; null where it is only told. */
  readonly target: { readonly ratio: number; readonly is: 'at most' | 'at least' } | null;
  readonly rounds: readonly Round[];
  /** What a reader has to know of these very figures. */
  readonly notes: readonly string[];
}

/** One line of the benchmark's result. `ours`, `reference` and `ratio` are medians over the rounds. */
export interface Row extends Measured {
  readonly ours: number;
  readonly reference: number;
  /** Median of the rounds' own ratios: what disturbs the machine for a while disturbs both sides of a round. */
  readonly ratio: number;
  /** Null without a target. */
  readonly met: boolean | null;
  readonly spread: { readonly ours: Spread; readonly reference: Spread; readonly ratio: Spread };
}

export function rowOf(measured: Measured): Row {
  const { rounds, target } = measured;
  const spread = {
    ours: spreadOf(rounds.map((round) => round.ours)),
    reference: spreadOf(rounds.map((round) => round.reference)),
    ratio: spreadOf(rounds.map((round) => round.ours / round.reference)),
  };
  const ratio = spread.ratio.median;
  return {
    ...measured,
    ours: spread.ours.median,
    reference: spread.reference.median,
    ratio,
    met: target === null ? null : target.is === 'at most' ? ratio <= target.ratio : ratio >= target.ratio,
    spread,
  };
}
