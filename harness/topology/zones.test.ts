import { describe, expect, test } from '@jest/globals';
import { zonesOfMembers } from './placement';
import { ZONE_PROFILES } from './zone-profiles';
import { equallyFar, roundTrip, widest } from './zones';

describe('zones', () => {
  test.each([0, 1, 5, 401])('every two are %i ms apart, there and back, and none is from itself', (rtt) => {
    const zones = equallyFar(['a', 'b', 'c'], rtt);
    expect(roundTrip(zones, 'a', 'c')).toBe(rtt);
    expect(roundTrip(zones, 'c', 'a')).toBe(rtt);
    expect(roundTrip(zones, 'b', 'b')).toBe(0);
    expect(zones.oneWay.flat().every(Number.isInteger)).toBe(true);
  });

  test('the widest pair is sought among those zones that count', () => {
    const coasts = ZONE_PROFILES.find(({ name }) => name === 'coast-to-coast');
    expect(coasts && widest(coasts)).toBe(130);
    expect(coasts && widest(coasts, ['east', 'middle'])).toBe(65);
  });

  test.each(ZONE_PROFILES)(
    'profile $name is a whole square without distance to itself',
    ({ zones, oneWay, source }) => {
      expect(oneWay).toHaveLength(zones.length);
      oneWay.forEach((row, index) => {
        expect(row).toHaveLength(zones.length);
        expect(row[index]).toBe(0);
        expect(row.every((delay) => Number.isInteger(delay) && delay >= 0)).toBe(true);
      });
      expect(new Set(zones).size).toBe(zones.length);
      expect(source).not.toBe('');
    },
  );
});

describe('placement', () => {
  test.each([
    ['3', ['a', 'a', 'a']],
    ['2+1', ['a', 'a', 'b']],
    ['1+1+1', ['a', 'b', 'c']],
    ['2+2+1', ['a', 'a', 'b', 'b', 'c']],
  ])('%s', (placement, zones) => {
    expect(zonesOfMembers(placement, ['a', 'b', 'c'])).toEqual(zones);
  });

  test.each(['', '1+', '0+3', '1+1+1+1', 'x', '-1', '1 + 2'])('"%s" is none', (placement) => {
    expect(zonesOfMembers(placement, ['a', 'b', 'c'])).toBeUndefined();
  });
});
