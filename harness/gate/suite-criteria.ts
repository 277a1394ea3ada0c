import { CRITERIA } from '../result/criteria';
import type { ClaimId } from '../result/claims';
import { criterionOf } from '../result/criteria';
import type { CriterionId } from '../result/criterion-id';
import { GATE_SUITES, SUITES, type SuiteName } from './suites';

/** What each suite is judged by. */
const BY_SUITE: Readonly<Record<SuiteName, readonly CriterionId[]>> = {
  cas: ['cas-key-scope', 'cas-range-guards', 'cas-guards', 'cas-one-winner', 'cas-atomic'],
  locks: ['lock-leased-key', 'lock-release', 'lock-exclusion'],
  'lock-kinds': ['lock-kinds-alike'],
  elections: ['election-one-leader'],
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

/** What a run with faults is judged by as well. */
const WITH_FAULTS: readonly CriterionId[] = ['answers-after-heal', 'faults-proven', 'load-enough'];

const inOrder = (ids: readonly CriterionId[]): CriterionId[] =>
  CRITERIA.map(({ id }) => id).filter((id) => ids.includes(id));

export const criteriaOf = (suites: readonly SuiteName[], faults: boolean): CriterionId[] =>
  inOrder([...ALWAYS, ...(faults ? WITH_FAULTS : []), ...suites.flatMap((suite) => BY_SUITE[suite])]);

export const GATE_CRITERIA = criteriaOf(GATE_SUITES, true);

/** Suites that judge a claim. */
export const suitesOf = (claim: ClaimId): SuiteName[] =>
  SUITES.filter((suite) => BY_SUITE[suite].some((id) => criterionOf(id).claim === claim));
