import { expect, test } from '@jest/globals';
import { eventIn } from './raft-log';

/** As etcd 3.6.16 writes it. */
const line = (msg: string, ts = '2026-11-26T16:31:14.626799Z'): string =>
  JSON.stringify({ level: 'info', ts, logger: 'raft', caller: 'v3@v3.6.0/raft.go:988', msg });

test('tells when a member asks for votes and when it is elected', () => {
  const at = 1000 * Date.UTC(2026, 10, 26, 16, 31, 14) + 626_799;
  expect(eventIn(line('ddd67b312462fd7b is starting a new election at term 1'))).toEqual({
    ...{ at, event: 'campaigns', term: 1 },
  });
  expect(eventIn(line('ddd67b312462fd7b became leader at term 12'))).toEqual({
    at,
    event: 'leads',
    term: 12,
  });
});

test('reads times of every precision', () => {
  const second = 1000 * Date.UTC(2026, 10, 26, 16, 31, 14);
  const at = (ts: string) => eventIn(line('x became leader at term 2', ts))?.at;
  expect(at('2026-11-26T16:31:14Z')).toBe(second);
  expect(at('2026-11-26T16:31:14.5Z')).toBe(second + 500_000);
  expect(at('2026-11-26T17:31:14.000001+0100')).toBe(second + 1);
});

test.each(['became pre-candidate at term 1', 'became follower at term 3', 'elected leader x at term 2'])(
  'passes over "%s"',
  (msg) => {
    expect(eventIn(line(msg))).toBeUndefined();
  },
);

test('passes over lines that are no JSON', () => {
  expect(eventIn('panic: runtime error')).toBeUndefined();
});
