import { CRITERIA } from '../result/criteria';
import type { ClaimId } from '../result/claims';
import { criterionOf } from '../result/criteria';
import type { CriterionId } from '../result/criterion-id';
import type { Topology } from '../topology/topology';
import { DEFAULT_TRAFFIC } from '../workload/traffic/catalogue';
import { GATE_SUITES, SUITES, type SuiteName } from './suites';

/** Where programs run. */
const PLACEMENT: readonly CriterionId[] = ['alone-on-its-node', 'beside-control-plane'];

/** What each suite is judged by. */
const BY_SUITE: Readonly<Record<SuiteName, readonly CriterionId[]>> = {
  cas: ['cas-key-scope', 'cas-range-guards', 'cas-guards', 'cas-one-winner', 'cas-atomic'],
  locks: ['lock-leased-key', 'lock-release', 'lock-exclusion'],
  'lock-kinds': ['lock-kinds-alike'],
  elections: ['election-one-leader'],
  kubernetes: [
    'objects-are-keys',
    'stale-refused',
    'no-lock-calls',
    'leader-hand-over',
    'elector-fencing',
    'api-no-lost-update',
    'faults-proven',
  ],
  consistency: [
    'linearizable',
    'watch-guarantees',
    'lease-bounds',
    'durable',
    'serializable-past',
    'answers-after-heal',
  ],
  upgrade: [
    'no-lost-writes',
    'revisions-forward',
    'members-agree',
    'watch-no-gap',
    'upgrade-gap',
    'versions-reached',
    'members-stay-up',
  ],
  topology: [...PLACEMENT, 'faults-proven'],
  latency: ['near-is-stable', 'elections-in-time', 'distance-costs', 'keys-in-parallel', 'faults-proven'],
  restore: [
    'snapshot-brings-back',
    'volumes-left-out',
    'values-as-stored',
    'bucket-layout',
    'failures-cured',
    'fidelity-measured',
  ],
};

/** What any recorded run is judged by. */
const ALWAYS: readonly CriterionId[] = [
  'linearizable',
  'no-lost-writes',
  'revisions-forward',
  'members-agree',
  'membership-as-asked',
  'auth-agrees',
  'watch-no-gap',
  'lease-bounds',
  'serializable-past',
  'members-stay-up',
  'harness-lag',
  'journal-whole',
];

/** What is left of that where no client's operations are recorded. */
const UNRECORDED: readonly CriterionId[] = ['journal-whole'];

/** What a run with faults is judged by as well. */
const WITH_FAULTS: readonly CriterionId[] = ['answers-after-heal', 'faults-proven', 'load-enough'];

/** And one with a control plane. */
const WITH_CONTROL_PLANE: readonly CriterionId[] = ['api-no-lost-update'];
/** And where the members below it go through an upgrade, or a restart. */
const UPGRADED_BELOW: readonly CriterionId[] = ['api-gap'];

const inOrder = (ids: readonly CriterionId[]): CriterionId[] =>
  CRITERIA.map(({ id }) => id).filter((id) => ids.includes(id));

/** Criteria that only this traffic, or a suite, gives anything to judge. */
const NEEDS: Partial<
  Record<CriterionId, { readonly traffic: string; readonly suites: readonly SuiteName[] }>
> = {
  'lease-bounds': { traffic: 'lease-churn', suites: ['locks', 'lock-kinds', 'elections', 'latency'] },
  'auth-agrees': { traffic: 'auth-churn', suites: [] },
};

/** Those of PLACEMENT that its nodes give something to judge. */
export const placementCriteria = ({ nodes }: Topology): CriterionId[] => {
  const withMember = nodes.filter(({ runs }) => runs.includes('etcd'));
  return PLACEMENT.filter((id) =>
    withMember.some(({ runs }) => (id === 'alone-on-its-node' ? runs.length === 1 : runs.length > 1)),
  );
};

/** Without those that ask of nodes which the topology has not what runs on them. */
export function fitting(criteria: readonly CriterionId[], topology: Topology): CriterionId[] {
  const here = placementCriteria(topology);
  return criteria.filter((id) => !PLACEMENT.includes(id) || here.includes(id));
}

interface Work {
  readonly faults: boolean;
  /** Whether API servers ask the members, and clients them. */
  readonly controlPlane?: boolean;
  readonly traffic?: readonly string[];
}

export function criteriaOf(
  suites: readonly SuiteName[],
  { faults, traffic = DEFAULT_TRAFFIC, controlPlane = false }: Work,
): CriterionId[] {
  const asked = [
    ...(suites.includes('restore') ? UNRECORDED : ALWAYS),
    ...(faults ? WITH_FAULTS : []),
    ...(controlPlane ? WITH_CONTROL_PLANE : []),
    ...(controlPlane && suites.includes('upgrade') ? UPGRADED_BELOW : []),
    ...suites.flatMap((suite) => BY_SUITE[suite]),
  ];
  return inOrder(asked).filter((id) => {
    const needs = NEEDS[id];
    return (
      needs === undefined ||
      traffic.includes(needs.traffic) ||
      needs.suites.some((one) => suites.includes(one))
    );
  });
}

export const gateCriteria = (traffic: readonly string[], controlPlane = false): CriterionId[] =>
  criteriaOf(GATE_SUITES, { faults: true, traffic, controlPlane });

/** Suites that judge a claim. */
export const suitesOf = (claim: ClaimId): SuiteName[] =>
  SUITES.filter((suite) => BY_SUITE[suite].some((id) => criterionOf(id).claim === claim));
