import { findingsOf, type Finding } from './finding';
import type { History } from './history';

/** What the suites' own tests found out about a claim, in words of the test. */
export function failedAssertions({ told }: History, checker: string, claim: string): Finding[] {
  const finding = findingsOf(checker, claim);
  return told.assertion
    .filter((assertion) => assertion.claim === claim && !assertion.ok && assertion.undecided !== true)
    .map(({ title, phase, message }) =>
      finding(`"${title}" failed in ${phase}${message === undefined ? '' : `: ${message}`}`),
    );
}

/** Words where an experiment of the claim did not come about in some phase. */
export function undecided({ told }: History, claim: string): string | undefined {
  const [first, ...others] = told.assertion.filter((one) => one.claim === claim && one.undecided === true);
  return first === undefined
    ? undefined
    : `"${first.title}" was undecided in ${first.phase}${others.length > 0 ? ` (and ${others.length} more)` : ''}: ${first.message ?? ''}`;
}

export const assertionsOf = ({ told }: History, claim: string): number =>
  told.assertion.filter((assertion) => assertion.claim === claim).length;
