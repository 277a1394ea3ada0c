import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JournalRecord } from '../journal/record';
import { buildHistory } from './testing/build-history';
import { linearizable } from './linearizable';
import { anyOrderExplains } from './testing/oracle';
import { runs } from './testing/runs';
import { lie, smallHistory } from './testing/small-history';
import { witnessOf } from './witness';

/** Small histories compared; docs/checkers.md tells how to compare more, and how long that takes. */
const RUNS = runs(5_000);
/** Of 100,000 about ten minutes. */
const LONGEST = 30_000 + RUNS * 20;

/** Journals whose records contradict each other are the harness's own fault and judged elsewhere. */
const verdicts = (records: readonly JournalRecord[]) => {
  const history = buildHistory(records);
  fc.pre(history.defects.length === 0);
  const witness = witnessOf(history);
  const findings = linearizable(history, witness);
  return {
    witness: findings.length === 0 && witness.gap === undefined,
    oracle: anyOrderExplains(history),
    findings,
  };
};

test(
  'a correct etcd is never blamed, and the oracle agrees',
  () => {
    fc.assert(
      fc.property(smallHistory, (records) => {
        expect(verdicts(records)).toMatchObject({ witness: true, oracle: true });
      }),
      { numRuns: Math.ceil(RUNS * 0.3) },
    );
  },
  LONGEST,
);

test(
  'on journals with a lie in them the witness and the oracle agree',
  () => {
    const counted = { true: 0, false: 0 };
    fc.assert(
      fc.property(smallHistory, fc.array(lie, { minLength: 1, maxLength: 2 }), (records, lies) => {
        const told = lies.reduce((before, change) => change(before), records);
        const { witness, oracle, findings } = verdicts(told);
        counted[`${oracle}`] += 1;
        expect(witness === oracle ? [] : [{ witness, findings }, ...told.slice(6)]).toEqual([]);
      }),
      { numRuns: Math.ceil(RUNS * 0.7) },
    );
    expect(counted.true).toBeGreaterThan(500);
    expect(counted.false).toBeGreaterThan(500);
  },
  LONGEST,
);
