import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareVersions, exactVersion, minorLine } from './version';

describe('versions', () => {
  test('come in the order of semver.org, pre-releases before the release', () => {
    const ordered = [
      '3.5.2',
      '3.5.10',
      '3.6.0-alpha',
      '3.6.0-alpha.1',
      '3.6.0-alpha.beta',
      '3.6.0-beta.2',
      '3.6.0-beta.11',
      '3.6.0-rc.1',
      '3.6.0',
    ];
    expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
  });

  test('compare as their numbers do', () => {
    const numbers = fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40));
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const byNumber = a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
        expect(Math.sign(compareVersions(a.join('.'), b.join('.')))).toBe(Math.sign(byNumber));
      }),
    );
  });

  test.each([
    ['v3.6.16', '3.6.16'],
    ['3.8.0-alpha.0', '3.8.0-alpha.0'],
    ['3.6', undefined],
    ['3.6.x', undefined],
    ['3.6.16 ', undefined],
    ['latest', undefined],
    ['3.6.16/../..', undefined],
  ])('"%s" is exactly %s', (text, version) => {
    expect(exactVersion(text)).toBe(version);
  });

  test('belong to a line', () => {
    expect(minorLine('3.8.0-alpha.0')).toBe('3.8');
  });

  test('that are not exact cannot be compared', () => {
    expect(() => compareVersions('3.6', '3.6.0')).toThrow('not an exact version: 3.6');
  });
});
