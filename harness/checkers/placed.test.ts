import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Acknowledged } from './operation';
import { Placed } from './placed';

test('finds the operations of each revision, in whatever order they are asked for', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 40 }), fc.array(fc.nat(35)), (revisions, asked) => {
      const operations = revisions.map((at, invoke) => ({ revision: at, invoke }) as Acknowledged);
      const placed = new Placed(operations);
      for (const one of [...asked, ...placed.revisions]) {
        expect(placed.get(one)).toEqual(operations.filter(({ revision }) => revision === one));
        expect(placed.firstAt(one)).toBe(revisions.filter((before) => before < one).length);
      }
      expect(placed.revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other));
    }),
  );
});
