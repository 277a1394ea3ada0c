import type { Mutant } from '../../../mutants/mutant';
import type { JudgedResult } from '../../../result/result-of';

/** What became of one mutant, as `--json` tells it. */
export interface Outcome {
  readonly name: string;
  readonly verdict: 'killed' | 'survived' | 'inconclusive';
  /** The checker that has to find it. */
  readonly checker: string;
  /** Others that found something. */
  readonly others: readonly string[];
  readonly seconds: number;
  /** What its checker found first, or why there is no telling. */
  readonly words: string;
}

type Judged = Pick<JudgedResult, 'verdict' | 'criteria' | 'findings' | 'error'>;

/** A mutant is killed where the checker named for it has a finding; that another one has does not count. */
export function outcomeOf(
  { name, kills }: Pick<Mutant, 'name' | 'kills'>,
  judged: Judged,
  seconds: number,
): Outcome {
  const { criteria, findings, error } = judged;
  const own = criteria.find(({ id }) => id === kills);
  const failed = criteria.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
  const verdict = own?.verdict === 'fail' ? 'killed' : own?.verdict === 'pass' ? 'survived' : 'inconclusive';
  return {
    ...{ name, verdict, seconds },
    checker: kills,
    others: failed.filter((id) => id !== kills),
    words:
      firstLine(findings.find(({ checker }) => checker === kills)?.message) ??
      error ??
      own?.evidence ??
      'it was not judged',
  };
}

/** An assertion of a suite tells its differences in lines of their own. */
const firstLine = (message: string | undefined): string | undefined => message?.split('\n', 1)[0];

/** What became of a run in which nobody lied. */
export interface Control {
  readonly seed: number;
  readonly verdict: Judged['verdict'];
  readonly seconds: number;
  readonly words: string;
}

export function controlOf(
  seed: number,
  { verdict, criteria, findings, error }: Judged,
  seconds: number,
): Control {
  const open = criteria.find((one) => one.verdict !== 'pass');
  return { seed, verdict, seconds, words: findings[0]?.message ?? error ?? open?.evidence ?? '' };
}
