import { describe, test } from '@jest/globals';
import { statementOf, type ClaimId } from '../harness/result/claims';
import { Trial } from './trial';
import { Unanswered } from './unanswered';

const ATTEMPTS = 3;

/** An experiment of one claim; its outcome becomes an `assertion` record with this claim and title. */
export function assay(claim: ClaimId, title: string, body: (trial: Trial) => Promise<void>): void {
  claimTest(claim, title, () => experiment(claim, body));
}

/** A Jest test of one claim, under the claim's own words. */
export function claimTest(claim: ClaimId, title: string, body: () => Promise<void>): void {
  describe(statementOf(claim), () => {
    test(`${claim} ${title}`, body);
  });
}

/**
 * Makes an experiment, and makes it anew where it went without answers. What was answered wrongly, or was
 * found wrong, is never tried again.
 */
export async function experiment<T>(claim: string, body: (trial: Trial) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const trial = new Trial(claim);
    try {
      await trial.membersAnswer();
      return await body(trial);
    } catch (error) {
      if (!(error instanceof Unanswered) || attempt === ATTEMPTS) {
        throw error;
      }
    } finally {
      await trial.close();
    }
  }
}
