import { findingsOf, type Finding } from './finding';
import type { History } from './history';

/** What the suites' own tests found out about a claim, in words of the test. */
export function failedAssertions({ told }: History, checker: string, claim: string): Finding[] {
  const finding = findingsOf(checker, claim);
  return told.assertion
    .filter((assertion) => assertion.claim === claim && !assertion.ok)
    .map(({ title, phase, message }) =>
      finding(`"${title}" failed in ${phase}${message === undefined ? '' : `: ${message}`}`),
    );
}

export const assertionsOf = ({ told }: History, claim: string): number =>
  told.assertion.filter((assertion) => assertion.claim === claim).length;
