import { expect, test } from '@jest/globals';
import { outcomeOf } from './outcome';

type Judged = Parameters<typeof outcomeOf>[1];

const mutant = { name: 'liar', kills: 'linearizable' } as const;
const judged = (verdict: 'pass' | 'fail' | 'inconclusive', other: 'pass' | 'fail' = 'pass'): Judged => ({
  verdict: 'fail',
  error: null,
  criteria: [
    { id: 'linearizable', claim: 'CONS-1', verdict, measured: 0, threshold: 0, unit: '', evidence: 'seen' },
    { id: 'watch-no-gap', claim: 'UPG-4', verdict: other, measured: 0, threshold: 0, unit: '', evidence: '' },
  ],
  findings: [
    { checker: 'watch-no-gap', claim: 'UPG-4', message: 'a gap', operations: [] },
    { checker: 'linearizable', claim: 'CONS-1', message: 'a lie', operations: [] },
  ],
});

test('a mutant is killed by its own checker, and told in its words', () => {
  expect(outcomeOf(mutant, judged('fail', 'fail'), 3)).toEqual({
    ...{ name: 'liar', verdict: 'killed', checker: 'linearizable', others: ['watch-no-gap'], seconds: 3 },
    words: 'a lie',
  });
});

test('one that only another checker found has survived', () => {
  expect(outcomeOf(mutant, judged('pass', 'fail'), 3)).toMatchObject({ verdict: 'survived' });
});

test('where its checker had too little evidence there is no telling', () => {
  expect(outcomeOf(mutant, judged('inconclusive', 'fail'), 3)).toMatchObject({ verdict: 'inconclusive' });
});
