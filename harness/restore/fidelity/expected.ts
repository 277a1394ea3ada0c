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
  5: ['! can succeed', 'rejected', 'rejected (uid)', 'rejected'],
  6: ['! silently stale', '410, relist', 'n/a', null],
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
  20: ['= stale', '= stale', 'restored, then collected', null],
  21: ['ghost', 'ghost', 'ghost', null],
  22: ['TTL starts again', 'TTL starts again', null, null],
  23: ['=', '=', '∅', null],
  24: ['= stale', '= stale', '∅', null],
  25: ['=', '=', '∅', null],
  26: ['=', '=', 'new, old invalid', null],
  27: ['=', '=', '= / preferred only', null],
  28: ['=', '=', '∅', null],
  29: ['=', '=', '∅', null],
  30: ['!', '!', '!', null],
  31: ['=', '=', 'rebound / ∅', null],
  34: ['=', '=', '∅', null],
  35: ['stale', 'stale', '∅', null],
  36: ['=', '=', '∅', null],
  37: ['=', '=', 'kept', 'kept'],
  38: ['=', '=', 'can tear', null],
  39: ['ciphertext', 'ciphertext', 'plain text in the bucket', 'plain text in the bucket'],
};

export const expectedIn = (row: number, way: Way): string | null =>
  EXPECTED[row]?.[WAYS.indexOf(way)] ?? null;
