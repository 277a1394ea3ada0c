import { describe, expect, test } from '@jest/globals';
import { count, figure, limit } from './figure';

describe('figure', () => {
  test.each([
    [1.8349, 's', '1.83 s'],
    [5.0004, 's', '5 s'],
    [250, 'ms', '250 ms'],
    [31204, 'violations', '31,204 violations'],
    [0, 'violations', '0 violations'],
    [1, 'shortfalls', '1 shortfall'],
    [1, 'overlaps', '1 overlap'],
    [1, 'share', '100 %'],
    [0.99996, 'share', '99.9 %'],
    [8 / 9, 'share', '88.8 %'],
    [null, 's', '–'],
    [12.5, 'MiB', '12.5 MiB'],
  ])('%p %s is %s', (value, unit, words) => expect(figure(value, unit)).toBe(words));

  test.each([
    ['upgrade-gap', 5, 's', '≤ 5 s'],
    ['faults-proven', 1, 'share', '≥ 100 %'],
    ['linearizable', 0, 'violations', 'none'],
    ['load-enough', 3, 'shortfalls', '≤ 3 shortfalls'],
    ['of-a-later-release', 3, 'violations', '3 violations'],
    ['upgrade-gap', null, 's', '–'],
  ])('the threshold of %s, %p %s, is "%s"', (id, threshold, unit, words) =>
    expect(limit({ id, threshold, unit })).toBe(words),
  );

  test('counts have separators whatever the locale', () => expect(count(1234567)).toBe('1,234,567'));
});
