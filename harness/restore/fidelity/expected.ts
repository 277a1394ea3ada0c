import { WAYS, type Way } from '../../journal/restore-record';

export { WAYS, type Way };

type Expected = readonly [S: string | null, B: string | null, Vf: string | null, Vl: string | null];

/**
 * What is expected of each cell before anything is measured, from reading and from earlier trials; nothing where a row says
 * nothing of that way. Those who measure do not see it.
 */
const EXPECTED: Readonly<Record<number, Expected>> = {
  1: ['=', '=', '= (+ labels)', null],
  2: ['=', '=', '≠', null],
  3: ['=', '=', '≠', null],
  4: ['!', '=', '!', '='],
  7: ['=', '=', '≠', null],
  8: ['=', '=', '≠', null],
  9: ['=', '=', '∅', null],
  10: ['=', '=', '≈', null],
  11: ['=', '=', '∅', null],
  12: ['=', '=', '=', null],
  13: ['=', '=', '∅', null],
  14: ['=', '=', '∅', null],
  15: ['∅', '∅', '∅', 'survive'],
  16: ['return', 'return', 'return', 'return'],
  17: ['reverted', 'reverted', 'reverted', 'kept / patched'],
  18: ['=', '=', '≠', null],
  19: ['=', '=', '≠ / = / =', null],
  23: ['=', '=', '∅', null],
  24: ['= stale', '= stale', '∅', null],
  28: ['=', '=', '∅', null],
};

export const expectedIn = (row: number, way: Way): string | null =>
  EXPECTED[row]?.[WAYS.indexOf(way)] ?? null;
