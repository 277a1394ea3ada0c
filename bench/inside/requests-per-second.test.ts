import { expect, test } from '@jest/globals';
import { requestsPerSecond } from './requests-per-second';

/** As printed by v3.6.8 for 2,000 puts, its progress bar and histogram left out. */
const SAID =
  '\nSummary:\n  Total:\t0.5778 secs.\n  Slowest:\t0.0725 secs.\n  Requests/sec:\t3461.4052\n\nResponse time histogram:\n';

test('reads the rate', () => {
  expect(requestsPerSecond(SAID)).toBe(3461.4052);
});

test('refuses a rate beside errors, and output without one', () => {
  expect(() =>
    requestsPerSecond(`${SAID}\nError distribution:\n  [3]\tetcdserver: too many requests.\n`),
  ).toThrow('did not put everything');
  expect(() => requestsPerSecond('')).toThrow('did not put everything');
});
