import type { CriterionId } from '../result/criterion-id';
import { amount } from '../result/amount';
import { assertionsOf, failedAssertions, undecided } from './assertions';
import { casAtomic } from './cas-atomic';
import { casOneWinner } from './cas-one-winner';
import { casRangeGuards, isRangeGuarded } from './cas-range-guards';
import { electionOneLeader } from './election-one-leader';
import { gapWords } from './evaluate-consistency';
import { counted, type Evaluation, type Evidence } from './evaluation';
import type { Finding } from './finding';
import type { History } from './history';
import { lockExclusion } from './lock-exclusion';
import { lockKindsAlike } from './lock-kinds-alike';
import { lockLeasedKey } from './lock-leased-key';
import { lockRelease } from './lock-release';
import type { Witness } from './witness';

/** A claim that a suite's tests assert and, where it can be, that the record shows too. */
export const asserted = (
  id: CriterionId,
  claim: string,
  fromRecord: (history: History, witness: Witness) => Finding[],
) => ({
  evaluate: ({ history, witness }: Evidence): Evaluation => {
    const assertions = assertionsOf(history, claim);
    return counted({
      findings: [...failedAssertions(history, id, claim), ...fromRecord(history, witness)],
      of: `${amount(assertions, 'assertion')} and the record`,
      missing: assertions === 0 ? `no test of ${claim} was recorded` : undecided(history, claim),
    });
  },
});

const locks = (
  id: CriterionId,
  claim: string,
  evaluate: (
    history: History,
    witness: Witness,
  ) => { findings: readonly Finding[]; seen: number; what: string } & Pick<Evaluation, 'measurements'>,
) => ({
  evaluate: ({ history, witness }: Evidence): Evaluation => {
    const { findings, seen, what, measurements = [] } = evaluate(history, witness);
    return counted({
      findings: [...failedAssertions(history, id, claim), ...findings],
      of: `${amount(seen, what)} and ${amount(assertionsOf(history, claim), 'assertion')}`,
      missing: seen === 0 ? `no ${what} was recorded` : (undecided(history, claim) ?? gapWords(witness)),
      measurements,
    });
  },
});

export const nothingMore = (): Finding[] => [];

export const suiteEvaluations = {
  'cas-key-scope': asserted('cas-key-scope', 'CAS-1', nothingMore),
  'cas-range-guards': {
    evaluate: ({ history, witness }: Evidence): Evaluation => {
      const assertions = assertionsOf(history, 'CAS-2');
      return counted({
        findings: [
          ...failedAssertions(history, 'cas-range-guards', 'CAS-2'),
          ...casRangeGuards(history, witness),
        ],
        of: `${amount(assertions, 'assertion')} and ${amount(history.operations.filter(isRangeGuarded).length, 'range-guarded transaction')}`,
        missing:
          assertions === 0
            ? 'no test of CAS-2 was recorded'
            : (undecided(history, 'CAS-2') ?? gapWords(witness)),
      });
    },
  },
  'cas-guards': asserted('cas-guards', 'CAS-3', nothingMore),
  'cas-one-winner': asserted('cas-one-winner', 'CAS-4', casOneWinner),
  'cas-atomic': asserted('cas-atomic', 'CAS-6', casAtomic),
  'lock-leased-key': locks('lock-leased-key', 'LOCK-1', (history, witness) => ({
    findings: lockLeasedKey(history, witness),
    seen: history.told.lock.filter(({ key }) => key !== undefined).length,
    what: 'ownership key',
  })),
  'lock-release': locks('lock-release', 'LOCK-2', (history, witness) => {
    const { findings, judged, measurements } = lockRelease(history, witness);
    return { findings, measurements, seen: judged, what: 'ended holder' };
  }),
  'lock-exclusion': locks('lock-exclusion', 'LOCK-3', (history, witness) => {
    const { findings, holds, measurements } = lockExclusion(history, witness);
    return { findings, measurements, seen: holds, what: 'held lock' };
  }),
  'lock-kinds-alike': locks('lock-kinds-alike', 'LOCK-4', (history, witness) => ({
    ...lockKindsAlike(history, witness),
    what: 'lock held',
  })),
  'election-one-leader': locks('election-one-leader', 'LOCK-5', (history, witness) => ({
    ...electionOneLeader(history, witness),
    what: 'leader',
  })),
};
