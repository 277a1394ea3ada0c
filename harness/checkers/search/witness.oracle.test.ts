import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildHistory } from '../testing/build-history';
import { linearizable } from '../linearizable';
import { searchable } from '../testing/kv-with-revisions';
import { runs } from '../testing/runs';
import { lie, smallHistory } from '../testing/small-history';
import { witnessOf } from '../witness';
import { search } from './search';

/** Two judges that share nothing: one follows the revisions, the other tries orders. */
test('witness and search agree where answers have revisions', () => {
  const counted = { linearizable: 0, 'not linearizable': 0, inconclusive: 0 };
  fc.assert(
    fc.property(smallHistory, fc.array(lie, { maxLength: 2 }), (records, lies) => {
      const history = buildHistory(lies.reduce((before, change) => change(before), records));
      fc.pre(history.defects.length === 0);
      const witness = witnessOf(history);
      const isRight = linearizable(history, witness).length === 0 && witness.gap === undefined;
      const asked = searchable(history);
      const { verdict } = search(asked.history, asked.model, { outOfTime: () => false, maxBytes: Infinity });
      counted[verdict] += 1;
      expect(verdict).toBe(isRight ? 'linearizable' : 'not linearizable');
    }),
    { numRuns: runs(3000) },
  );
  expect(counted.linearizable).toBeGreaterThan(500);
  expect(counted['not linearizable']).toBeGreaterThan(300);
});
