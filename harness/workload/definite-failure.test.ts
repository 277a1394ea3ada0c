import { expect, test } from '@jest/globals';
import { definiteFailure } from './definite-failure';

test.each([
  'etcdserver: mvcc: required revision has been compacted',
  'etcdserver: mvcc: required revision is a future revision',
  'etcdserver: duplicate key given in txn request',
  'etcdserver: key not found',
  'etcdserver: requested lease not found',
  'etcdserver: too many requests',
  'etcdserver: request is too large',
  'etcdserver: permission denied',
  'etcdserver: invalid auth token',
  'etcdserver: rpc not supported for learner',
])('"%s" is a definite failure', (message) => {
  expect(definiteFailure(new Error(`3 INVALID_ARGUMENT: ${message}`))).toBe(message);
});

test.each([
  'etcdserver: mvcc: database space exceeded',
  'etcdserver: server stopped',
  'etcdserver: leader changed',
  'etcdserver: no leader',
  'etcdserver: request timed out',
  'etcdserver: request timed out, possibly due to previous leader failure',
  '1 CANCELLED: Call cancelled',
  '4 DEADLINE_EXCEEDED: Deadline exceeded',
  '8 RESOURCE_EXHAUSTED: Received message larger than max',
  '14 UNAVAILABLE: No connection established',
])('after "%s" nobody knows', (message) => {
  expect(definiteFailure(new Error(message))).toBeUndefined();
});
