import { amount } from '../harness/result/amount';
import type { Judgement } from '../harness/result/result';
import { criteriaTable, PLAIN, type Look } from './criteria-table';
import { printable } from './printable';
import { verdictSentence } from './sentence';
import { wrap } from './wrap';

/** Findings shown in full; the rest is counted, and all of them are in the JSON. */
const SHOWN = 10;

/** A judgement for a person, as `check` prints it: the table, the findings, the sentence. */
export function describeJudgement(judgement: Judgement, look: Look = PLAIN): string[] {
  const { criteria, findings, verdict } = judgement;
  return [
    ...(criteria.length === 0 ? [] : [...criteriaTable(criteria, look), '']),
    ...findings.slice(0, SHOWN).flatMap((finding) => {
      const where = finding.operations.slice(0, SHOWN).join(', ');
      const about = `${finding.claim} ${finding.checker}: ${finding.message}`;
      return wrap(printable(`${about}${where === '' ? '' : ` [${where}]`}`, 800), Math.min(80, look.columns));
    }),
    ...(findings.length > SHOWN
      ? [`and ${amount(findings.length - SHOWN, 'more finding')} (--json shows all)`]
      : []),
    ...(findings.length === 0 ? [] : ['']),
    verdictSentence(verdict, judgement),
  ];
}
