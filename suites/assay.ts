import { test } from '@jest/globals';
import { Trial } from './trial';
import { Unanswered } from './unanswered';

const ATTEMPTS = 3;

/** A Jest test of one claim; its outcome becomes an `assertion` record with this claim and title. */
export function assay(claim: string, title: string, body: (trial: Trial) => Promise<void>): void {
  test(`${claim} ${title}`, () => experiment(claim, body));
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
