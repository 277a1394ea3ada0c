import { amount } from '../result/amount';
import type { ClaimId } from '../result/claims';
import type { JudgedCriterion } from '../result/result';
import { LEAST_ROUNDS } from './compared';
import type { Compared, ComparisonReport } from './report';

type JudgedClaim = ComparisonReport['claims'][number];

/** What the difference between topologies is said to lie in (TOPO-3), by the figures that show it. */
const WANTED = [
  'WAL fsync mean',
  'backend commit mean',
  'API patch p99',
  'leader changes',
  'etcd unavailable',
] as const;

/**
 * TOPO-1 to TOPO-3, as far as these clusters and their figures go.
 * @param judged the criteria of all clusters
 */
export const claimsOf = (
  judged: readonly JudgedCriterion[],
  comparisons: readonly Compared[],
): JudgedClaim[] => [placed('TOPO-1', judged), placed('TOPO-2', judged), costs(comparisons)];

/** Whether every cluster in which there was something to see kept it. */
function placed(id: ClaimId, judged: readonly JudgedCriterion[]): JudgedClaim {
  const own = judged.filter(({ claim }) => claim === id);
  const worst =
    own.find(({ verdict }) => verdict === 'fail') ?? own.find(({ verdict }) => verdict !== 'pass');
  if (worst !== undefined) {
    return { id, verdict: worst.verdict, evidence: worst.evidence };
  }
  return own.length === 0
    ? { id, verdict: 'inconclusive', evidence: 'no cluster has such nodes' }
    : { id, verdict: 'pass', evidence: `seen in ${amount(own.length, 'cluster')}` };
}

/** The claim is that there is a difference; what is judged is whether each of the figures that would show it has an interval. */
function costs(comparisons: readonly Compared[]): JudgedClaim {
  const across = comparisons.filter(
    ({ arms }) => new Set(arms.map(({ topology }) => topology.startsWith('dedicated'))).size === 2,
  );
  const missing = WANTED.filter(
    (metric) => !across.some((one) => one.metric === metric && one.difference.rounds >= LEAST_ROUNDS),
  );
  const apart = across.filter(({ distinguishable }) => distinguishable).length;
  return missing.length === 0
    ? {
        ...{ id: 'TOPO-3', verdict: 'pass' },
        evidence: `${apart} of ${amount(across.length, 'comparison')} between co-located and dedicated clusters were told apart`,
      }
    : {
        ...{ id: 'TOPO-3', verdict: 'inconclusive' },
        evidence: `not in ${LEAST_ROUNDS} rounds of a co-located and a dedicated cluster: ${missing.join(', ')}`,
      };
}
