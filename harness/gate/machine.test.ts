import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { reserveBytes } from './disk-reserve';
import { estimate } from './estimate';
import { requireRoom } from './machine';
import { mebibytes } from './mebibytes';

const subject = {
  from: '3.5.35',
  to: '3.6.16',
  topology: 'dedicated-3',
  runtime: 'sandbox',
  profile: 'quick',
};

const expected = (members: number) =>
  estimate({ subject: { ...subject, members }, steps: true, soak: 0, suites: [] }, []);

test('the disk that a run is said to need is what it is let in with, the reserve included', () => {
  const { diskBytes } = expected(3);
  expect(diskBytes).toBeGreaterThan(reserveBytes(3) + 3 * (200 << 20));
  const tooMuch = diskBytes * 2 ** 30;
  expect(() => requireRoom({ ...expected(3), diskBytes: tooMuch }, tmpdir())).toThrow(
    `the run needs ${mebibytes(tooMuch)} of disk`,
  );
});
