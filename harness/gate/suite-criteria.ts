import { CRITERIA } from '../result/criteria';
import type { CriterionId } from '../result/criterion-id';
import type { Plan } from './plan';

/** What each suite is judged by. */
const BY_SUITE: Readonly<Record<Plan['suites'][number], readonly CriterionId[]>> = {
  cas: ['cas-key-scope', 'cas-guards', 'cas-one-winner', 'cas-atomic'],
  locks: ['lock-leased-key', 'lock-release', 'lock-exclusion'],
  upgrade: ['upgrade-gap', 'versions-reached'],
};

/** What any recorded run is judged by. */
const ALWAYS: readonly CriterionId[] = [
  'linearizable',
  'no-lost-writes',
  'revisions-forward',
  'members-agree',
  'membership-as-asked',
  'watch-no-gap',
  'lease-bounds',
  'serializable-past',
  'members-stay-up',
  'harness-lag',
  'journal-whole',
];

/** A gate has no scenario. */
export const GATE_CRITERIA = CRITERIA.map(({ id }) => id).filter((id) => id !== 'trigger-fired');

export const criteriaOf = (suites: Plan['suites']): CriterionId[] => [
  ...ALWAYS,
  ...suites.flatMap((suite) => BY_SUITE[suite]),
];
