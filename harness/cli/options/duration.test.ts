import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ExitCode } from '../../errors/exit-code';
import { refusalLine, refusalOf } from '../testing/refusal-of';
import { formatDuration, parseDuration, RUN_BOUNDS } from './duration';

describe('duration', () => {
  test.each([
    ['90s', 90],
    ['10m', 600],
    ['1h', 3600],
    ['1h30m', 5400],
    ['1h0m10s', 3610],
  ])('%s is %d seconds', (text, seconds) => expect(parseDuration('--for', text)).toBe(seconds));

  test.each([
    '',
    '10',
    'm',
    '10 m',
    '10M',
    '1.5h',
    '-10m',
    '30m1h',
    '1e3s',
    '10m\n',
    'ten',
    '9999999999999s',
    '١٠m',
  ])('%j is refused with an example', (text) => {
    const refusal = refusalOf(() => parseDuration('--budget', text));
    expect(refusal.message).toMatch(/^--budget must be a duration such as 90s, 10m or 1h30m, not "/);
    expect(refusal.exitCode).toBe(ExitCode.usage);
  });

  test.each(['9s', '0s', '169h'])('%s is out of bounds', (text) => {
    expect(refusalLine(() => parseDuration('--for', text))).toBe(
      `--for must be from 10s to 168h, not "${text}"`,
    );
  });

  test('the bounds themselves are allowed', () => {
    expect(parseDuration('--for', '10s')).toBe(10);
    expect(parseDuration('--for', '168h')).toBe(RUN_BOUNDS.most);
  });

  test('what is formatted is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: RUN_BOUNDS.most }), (seconds) => {
        expect(parseDuration('--for', formatDuration(seconds))).toBe(seconds);
      }),
    );
    expect(formatDuration(0)).toBe('0s');
  });
});
