import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ByRevision } from './by-revision';

const revision = fc.oneof(fc.nat(50), fc.integer({ min: 900, max: 1100 }), fc.maxSafeNat());

test('holds a value for each revision as a map does, however far apart they are', () => {
  fc.assert(
    fc.property(fc.array(revision, { maxLength: 80 }), fc.array(revision), (set, asked) => {
      const [values, map] = [new ByRevision<string>(), new Map<number, string>()];
      set.forEach((one, i) => {
        values.set(one, `${i}`);
        map.set(one, `${i}`);
      });
      for (const one of [...set, ...asked]) {
        expect(values.get(one)).toBe(map.get(one));
        expect(values.has(one)).toBe(map.has(one));
      }
      expect(new Map(values)).toEqual(map);
      expect([...values.keys()].sort()).toEqual([...map.keys()].sort());
    }),
  );
});
