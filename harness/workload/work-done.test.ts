import { expect, test } from '@jest/globals';
import { KIND_NAMES } from '../journal/kind';
import type { Request } from '../journal/request';
import { WorkDone } from './work-done';

const all: Request[] = [
  { put: { key: 'k', value: 'v' } },
  { delete: { key: 'k' } },
  { range: { key: 'k' } },
  { range: { key: 'k', serializable: true } },
  { range: { key: 'a', end: 'z' } },
  { txn: { if: [{ key: 'k', target: 'mod', is: '=', to: 1 }], then: [], else: [] } },
  { grant: { ttl: 3 } },
  { keepalive: { lease: '7' } },
  { revoke: { lease: '7' } },
];

test('every kind is there when each was begun since, and not when one was begun before', () => {
  const done = new WorkDone();
  all.forEach((request) => done.note(request, 10));
  expect(done.eachSince(KIND_NAMES, 10)).toBe(true);
  expect(done.eachSince(KIND_NAMES, 11)).toBe(false);
});

test.each(all.map((request, index) => [Object.keys(request)[0], index] as const))(
  'without %s (%i) it is not every kind',
  (_kind, index) => {
    const done = new WorkDone();
    all.filter((_, i) => i !== index).forEach((request) => done.note(request, 10));
    expect(done.eachSince(KIND_NAMES, 0)).toBe(false);
  },
);
