import { expect, test } from '@jest/globals';
import { hasRun, residentBytes, waitedSeconds, writtenBytes } from './process-counts';

test('the time that a thread waited is the second figure of its schedstat, in nanoseconds', () => {
  expect(waitedSeconds('4000000000 2500000000 17\n')).toBe(2.5);
});

test('a thread that ran was let run at least once', () => {
  expect(hasRun('0 58165 1\n')).toBe(true);
  expect(hasRun('0 0 0\n')).toBe(false);
});

test('memory is what is resident now, not the most that ever was', () => {
  const status =
    'Name:\tetcd\nVmPeak:\t  900 kB\nVmHWM:\t    800 kB\nVmRSS:\t    500 kB\nRssAnon:\t 400 kB\n';
  expect(residentBytes(status)).toBe(500 * 1024);
  expect(residentBytes('Name:\tetcd\nState:\tZ (zombie)\n')).toBe(0);
});

test('bytes written are those that went to a disk, not those that were handed to write()', () => {
  const io =
    'rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\ncancelled_write_bytes: 7\n';
  expect(writtenBytes(io)).toBe(6);
  expect(() => writtenBytes('rchar: 1\n')).toThrow('has no write_bytes');
});
