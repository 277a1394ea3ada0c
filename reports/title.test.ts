import { expect, test } from '@jest/globals';
import { describeSubject } from './title';

const upgrade = {
  from: '3.5.35',
  to: '3.6.16',
  topology: 'dedicated-3',
  members: 3,
  runtime: 'sandbox',
  profile: 'quick',
};
const same = { ...upgrade, from: '3.6.16' };

test.each([
  ['an upgrade', upgrade, 'etcd 3.5.35 → 3.6.16, 3 members (dedicated-3, sandbox), profile quick'],
  ['a restart', same, 'etcd 3.6.16, rolling restart, 3 members (dedicated-3, sandbox), profile quick'],
  [
    'suites',
    { ...same, suites: ['cas', 'locks'] },
    'suites cas, locks against etcd 3.6.16, 3 members (dedicated-3, sandbox), profile quick',
  ],
  [
    'a suite on one member',
    { ...same, suites: ['cas'], topology: 'dedicated-1', members: 1 },
    'suite cas against etcd 3.6.16, 1 member (dedicated-1, sandbox), profile quick',
  ],
])('the subject of %s', (_, subject, words) => expect(describeSubject(subject)).toBe(words));
