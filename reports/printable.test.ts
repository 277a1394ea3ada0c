import { describe, expect, test } from '@jest/globals';
import { printable, printableLines } from './printable';
import { HOSTILE } from './testing/sample-result';

describe('printable', () => {
  test('makes controls, direction marks and lone surrogates visible', () => {
    expect(printable('a\nb\u001b[31m\u202e\ud800\u0000\u009b\u2028')).toBe(
      'a\\nb\\u{1b}[31m\\u{202e}\\u{d800}\\u{0}\\u{9b}\\u{2028}',
    );
  });

  test('leaves other characters alone', () => {
    expect(printable('3.5.35 → 3.6.16, Grüße 😀 👩‍👧')).toBe('3.5.35 → 3.6.16, Grüße 😀 👩‍👧');
  });

  test('cuts to the length and never through a character', () => {
    expect(printable('abcdef', 4)).toBe('abc…');
    expect(printable('abcd', 4)).toBe('abcd');
    expect(printable('😀😀😀😀', 3)).toBe('😀😀…');
    expect(Array.from(printable(HOSTILE, 100)).length).toBeLessThanOrEqual(100);
  });

  test('keeps line breaks where asked', () => {
    expect(printableLines('a\r\nb\u0007')).toEqual(['a', 'b\\u{7}']);
  });
});
