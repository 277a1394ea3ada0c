import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { match } from './matching';

/** The size of the largest matching, by trying everything. */
function largest(choices: readonly (readonly number[])[], taken: ReadonlySet<number> = new Set()): number {
  const [first, ...rest] = choices;
  if (first === undefined) {
    return 0;
  }
  const without = largest(rest, taken);
  return first
    .filter((right) => !taken.has(right))
    .reduce((best, right) => Math.max(best, 1 + largest(rest, new Set([...taken, right]))), without);
}

test('matches as many as can be, each with one of its own choices, none twice', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(fc.nat({ max: 5 }), { maxLength: 4 }), { maxLength: 6 }),
      (choices) => {
        const chosen = match(choices);
        const made = chosen.filter((right) => right !== undefined);
        expect(new Set(made).size).toBe(made.length);
        chosen.forEach((right, i) => right === undefined || expect(choices[i]).toContain(right));
        expect(made).toHaveLength(largest(choices));
      },
    ),
    { numRuns: 1000 },
  );
});
