import { describe, expect, test } from '@jest/globals';
import type { Judgement, Verdict } from '../../harness/result/result';
import { Unanswered } from '../unanswered';
import { uphold } from './claim-verdict';

const criterion = (id: string, verdict: Verdict) => {
  return {
    id,
    claim: 'UPG-6',
    verdict,
    measured: null,
    threshold: 0,
    unit: 'violations',
    evidence: 'as seen',
  };
};
const judgement = (...verdicts: [string, Verdict][]): Judgement => ({
  verdict: 'fail',
  phases: [],
  criteria: verdicts.map(([id, verdict]) => criterion(id, verdict)),
  measurements: [],
  findings: [
    { checker: 'members-stay-up', claim: 'UPG-6', message: 'm2 ended unasked', operations: [] },
    { checker: 'members-stay-up', claim: 'UPG-6', message: 'm3 ended unasked', operations: [] },
  ],
  load: { operations: 0, seconds: 0, rate: 0 },
  faults: [],
});
const both = ['versions-reached', 'members-stay-up'] as const;

describe('uphold', () => {
  test('says nothing where all criteria of the claim pass', () => {
    uphold(
      judgement(['versions-reached', 'pass'], ['members-stay-up', 'pass'], ['linearizable', 'fail']),
      both,
    );
  });

  test('fails with the words of the first finding, whatever else is undecided', () => {
    const undecided = judgement(['versions-reached', 'inconclusive'], ['members-stay-up', 'fail']);
    expect(() => uphold(undecided, both)).toThrow(new Error('m2 ended unasked'));
  });

  test('without a finding there is still the evidence', () => {
    expect(() => uphold(judgement(['versions-reached', 'fail']), both)).toThrow('versions-reached: as seen');
  });

  test('what could not be decided, or was not judged, never passes', () => {
    const undecided = judgement(['versions-reached', 'pass'], ['members-stay-up', 'inconclusive']);
    expect(() => uphold(undecided, both)).toThrow(Unanswered);
    expect(() => uphold(judgement(['versions-reached', 'pass']), both)).toThrow(Unanswered);
  });
});
