import { expect, test } from '@jest/globals';
import { minimumTtl } from './minimum-ttl';

test.each([
  [100, 1_000, 2],
  [500, 2_500, 4],
  [5_000, 50_000, 75],
])('at %d/%d ms timers etcd grants at least %d s', (heartbeatMs, electionMs, seconds) => {
  expect(minimumTtl({ heartbeatMs, electionMs })).toBe(seconds);
});
