import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boundsIn, compareKeys, contains } from './key-span';

/** Strings of all planes; lone surrogates have no UTF-8 form, so no key holds them. */
const key = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', '\0', '\uFFFD', '\uE000', '\u{1F600}', '\u{10FFFF}', '\uD7FF'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

test('keys are ordered by their UTF-8 bytes, as in etcd', () => {
  fc.assert(
    fc.property(key, key, (one, other) => {
      expect(Math.sign(compareKeys(one, other))).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)));
    }),
    { numRuns: 2000 },
  );
});

test('the bounds of a span in a sorted list hold exactly the keys that it contains', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(key),
      key,
      fc.option(fc.oneof(key, fc.constant('\0')), { nil: undefined }),
      (keys, from, end) => {
        const sorted = [...keys].sort(compareKeys);
        const span = { key: from, end };
        expect(sorted.slice(...boundsIn(sorted, span))).toEqual(sorted.filter((one) => contains(span, one)));
      },
    ),
    { numRuns: 1000 },
  );
});
