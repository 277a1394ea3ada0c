import { expect, test } from '@jest/globals';
import { bytesFigure } from './figure';

test.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [28_704, '28 KiB'],
  [1.5 * 1024 ** 2, '1.5 MiB'],
  [2 * 1024 ** 3, '2.0 GiB'],
])('%d bytes are %s', (bytes, figure) => {
  expect(bytesFigure(bytes)).toBe(figure);
});
