import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OperationPlaces } from './operation-places';

const digits = fc.oneof(
  fc.nat(100).map(String),
  fc.nat().map(String),
  fc.stringMatching(/^\d{1,20}$/),
  fc.constantFrom('0', '00', '01', '1', '001'),
);
const id = fc.tuple(digits, digits).map(([client, count]) => `${client}.${count}`);

test('holds a place for each id as a map does, leading zeros and long numbers too', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 60 }), fc.array(id), (set, asked) => {
      const [places, map] = [new OperationPlaces(), new Map<string, number>()];
      set.forEach((one, i) => {
        places.set(one, i);
        map.set(one, i);
      });
      for (const one of [...set, ...asked]) {
        expect(places.get(one)).toBe(map.get(one));
      }
    }),
  );
});
