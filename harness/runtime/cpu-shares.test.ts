import { expect, test } from '@jest/globals';
import { sharesOf, weightOf } from './cpu-shares';

test.each([
  { millicores: 0, shares: 2, weight: 1 },
  { millicores: 1, shares: 2, weight: 1 },
  { millicores: 100, shares: 102, weight: 4 },
  { millicores: 200, shares: 204, weight: 8 },
  { millicores: 250, shares: 256, weight: 10 },
  { millicores: 1_000, shares: 1_024, weight: 39 },
  { millicores: 256_000, shares: 262_144, weight: 10_000 },
  { millicores: 999_000, shares: 262_144, weight: 10_000 },
])('a request of $millicores millicores is $shares shares, or a weight of $weight', (expected) => {
  const shares = sharesOf(expected.millicores);
  expect({ millicores: expected.millicores, shares, weight: weightOf(shares) }).toEqual(expected);
});
