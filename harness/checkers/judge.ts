import type { JournalRecord } from '../journal/record';
import type { Judgement } from '../result/result';
export function judge(records: readonly JournalRecord[]): Judgement {
  return {
    verdict: 'inconclusive',
    phases: [],
    criteria: [],
    measurements: [],
    findings: [],
    load: { operations: records.length, seconds: 1, rate: 1 },
    faults: [],
  };
}
