import { amount } from '../result/amount';
import type { Measurement, Verdict } from '../result/result';
import type { Finding } from './finding';
import type { History } from './history';
import type { Witness } from './witness';

/** All that a criterion is judged from. */
export interface Evidence {
  readonly history: History;
  readonly witness: Witness;
  /** The threshold in force, if the journal's header names one. */
  readonly threshold: number | undefined;
  /** The line at which the journal was cut off, if it was. */
  readonly cut: number | undefined;
}

/** A criterion as one evaluation found it. */
export interface Evaluation {
  readonly verdict: Verdict;
  readonly measured: number | null;
  /** In words: what the verdict rests on. */
  readonly evidence: string;
  readonly findings: readonly Finding[];
  readonly measurements?: readonly Measurement[];
}

export const inconclusive = (evidence: string, measured: number | null = null): Evaluation => ({
  verdict: 'inconclusive',
  measured,
  evidence,
  findings: [],
});

interface Counted {
  readonly findings: readonly Finding[];
  /** What was looked at, e.g. "1,204 operations". */
  readonly of: string;
  /** Why too little was looked at to pass; undefined where it was enough. */
  readonly missing?: string | undefined;
  readonly measurements?: readonly Measurement[];
}

/** A guarantee: any contradiction fails, and without evidence nothing passes. */
export function counted({ findings, of, missing, measurements = [] }: Counted): Evaluation {
  if (findings.length > 0) {
    return {
      verdict: 'fail',
      measured: findings.length,
      evidence: `${amount(findings.length, 'contradiction')} in ${of}`,
      findings,
      measurements,
    };
  }
  return missing === undefined
    ? { verdict: 'pass', measured: 0, evidence: `none in ${of}`, findings, measurements }
    : { ...inconclusive(missing), measurements };
}
