import { describe, expect, test } from '@jest/globals';
import { count, figure, limit } from './figure';
import { judged } from './testing/sample-result';

describe('figure', () => {
  test.each([
    [1.8349, 's', '1.83 s'],
    [5.0004, 's', '5 s'],
    [250, 'ms', '250 ms'],
    [31204, 'violations', '31,204'],
    [0, 'violations', '0'],
    [1, 'share', '100 %'],
    [0.99996, 'share', '99.9 %'],
    [8 / 9, 'share', '88.8 %'],
    [null, 's', '–'],
    [12.5, 'MiB', '12.5 MiB'],
  ])('%p %s is %s', (value, unit, words) => expect(figure(value, unit)).toBe(words));

  test('a threshold says on which side it bounds', () => {
    expect(limit(judged('upgrade-gap'))).toBe('≤ 5 s');
    expect(limit(judged('faults-proven'))).toBe('≥ 100 %');
    expect(limit(judged('of-a-later-release', { threshold: 3 }))).toBe('3');
    expect(limit(judged('upgrade-gap', { threshold: null }))).toBe('–');
  });

  test('counts have separators whatever the locale', () => expect(count(1234567)).toBe('1,234,567'));
});
