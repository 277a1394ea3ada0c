import type { ClaimId } from '../claims';
import type { CriterionId } from '../criterion-id';

/** How a claim is judged: one figure against one threshold, with where the threshold comes from. */
export interface Criterion {
  readonly id: CriterionId;
  /** Claim id, or "run" for a condition that the run itself must meet (never `fail`, only inconclusive). */
  readonly claim: ClaimId | 'run';
  readonly title: string;
  /** Of the measured value and of the threshold: "violations", "s", "ms", "share". */
  readonly unit: string;
  /** Passes while measured <= threshold ("most") or measured >= threshold ("least"). */
  readonly bound: 'most' | 'least';
  readonly threshold: number;
  /** Whether `--threshold` may set it. A guarantee has no tolerance, so only operators' bounds are settable. */
  readonly settable: boolean;
  readonly meaning: string;
  /** Where the guarantee or the threshold comes from. */
  readonly source: string;
  /** What to do when it does not pass. */
  readonly advice: string;
  /** When it is inconclusive: whether repeating the run helps. */
  readonly repeating: string;
}

/** What a group's file says of each of its criteria; the id is the key. */
export type CriterionData = Omit<Criterion, 'id'>;

/** A guarantee that etcd itself gives or implies: counted contradictions, of which none is tolerated. */
export const guarantee = (
  claim: ClaimId,
  about: Pick<Criterion, 'title' | 'meaning' | 'source' | 'advice' | 'repeating'>,
): CriterionData => ({
  claim,
  unit: 'violations',
  bound: 'most',
  threshold: 0,
  settable: false,
  ...about,
});

/** A time that the operator may bound otherwise, in seconds. */
export const bounded = (
  claim: ClaimId,
  seconds: number,
  about: Pick<Criterion, 'title' | 'meaning' | 'source' | 'advice' | 'repeating'>,
): CriterionData => ({ claim, unit: 's', bound: 'most', threshold: seconds, settable: true, ...about });
