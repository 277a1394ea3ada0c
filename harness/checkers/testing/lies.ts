import { describe, expect, test } from '@jest/globals';
import type { JournalRecord, RecordOf } from '../../journal/record';
import { criterionOf } from '../../result/criteria';
import type { CriterionId } from '../../result/criterion-id';
import { judgeRecords } from './judge-records';
import { goodRun } from './good-run';
import { find } from './select';

export const good: readonly JournalRecord[] = goodRun();

/** A good run with one lie in it, the criterion that must fail for it, and what a finding must say. */
export type Lie = readonly [
  criterion: CriterionId,
  what: string,
  tell: () => readonly JournalRecord[],
  words: RegExp,
];

/** Tests that each lie is found by the checker that it concerns. */
export function areFound(lies: readonly Lie[]): void {
  describe('a lie in a good run is found by the checker that it concerns', () => {
    test.each(lies)('%s: %s', (criterion, _what, tell, words) => {
      const { criteria, findings, verdict } = judgeRecords(tell());
      expect(criteria.find(({ id }) => id === criterion)).toMatchObject({ verdict: 'fail' });
      const found = findings.filter(({ checker }) => checker === criterion);
      expect(found.map(({ message }) => message).join('\n')).toMatch(words);
      expect(new Set(found.map(({ claim }) => claim))).toEqual(new Set([criterionOf(criterion).claim]));
      expect(verdict).toBe('fail');
    });
  });
}

/** A recorder's response that holds an event on this key. */
export const shown = (key: string, watch = 1): RecordOf<'watched'> =>
  find(
    good,
    'watched',
    (one) => one.watch === watch && JSON.stringify(one.events).includes(`"key":"${key}"`),
  );

/** The end of this lease's keys is shown 25 s later, while everybody else goes on. */
export const withLateEnd = (lease: string): JournalRecord[] =>
  good.map((record) =>
    record.type === 'watched' &&
    record.events.some((event) => 'delete' in event && event.prev?.lease === lease)
      ? { ...record, t: record.t + 25_000_000 }
      : record,
  );
