import type { PlainJournal } from '../../journal/plain-reader';
import { criterionOf } from '../../result/criteria';
import type { Finding, Judgement, Verdict } from '../../result/result';
import { explain } from './explain';
import { findingOf } from './finding-of';
import type { SearchHistory } from './history';
import type { PlainModel } from './plain-models';
import type { Budget, OpenKey, SearchOutcome } from './search';

/** More findings than this are counted, not listed. */
const FINDINGS_LISTED = 25;

/** What judging one plain history came to. */
export interface Judged {
  readonly path: string;
  readonly verdict: Verdict;
  readonly evidence: string;
  readonly findings: readonly Finding[];
  readonly operations: number;
  readonly seconds: number;
}

/** What several plain histories come to that were judged apart: one that fails outweighs all others. */
export function judgementOf(judged: readonly Judged[]): Judgement {
  const several = judged.length > 1;
  const findings = judged.flatMap((one) =>
    one.findings.map((finding) =>
      several ? { ...finding, message: `${one.path}: ${finding.message}` } : finding,
    ),
  );
  const verdict = (['fail', 'inconclusive'] as const).find((bad) =>
    judged.some((one) => one.verdict === bad),
  );
  const operations = judged.reduce((sum, one) => sum + one.operations, 0);
  const seconds = judged.reduce((sum, one) => sum + one.seconds, 0);
  const { id, claim, unit, threshold } = criterionOf('linearizable');
  const evidence = judged.map((one) => (several ? `${one.path}: ${one.evidence}` : one.evidence)).join('; ');
  return {
    verdict: verdict ?? 'pass',
    phases: [],
    criteria: [
      { id, claim, verdict: verdict ?? 'pass', measured: findings.length, threshold, unit, evidence },
    ],
    measurements: [],
    findings: findings.slice(0, FINDINGS_LISTED),
    load: { operations, seconds, rate: seconds > 0 ? operations / seconds : 0 },
    faults: [],
  };
}

/** A plain history, as it was searched, and what that came to. */
interface Searched<A, U> {
  readonly journal: PlainJournal;
  readonly history: SearchHistory<A, U>;
  readonly outcome: SearchOutcome;
}

/** Judges a plain history that was searched. Pure but for what the budget looks at. */
export function judgePlain<A, U extends A>(
  { journal, history, outcome }: Searched<A, U>,
  plain: PlainModel<A, U>,
  budget: Budget,
): Judged {
  const { path, operations, seconds, cut } = journal;
  const about = { path, operations: operations.length, seconds };
  const cutOff = cut === undefined ? [] : [`cut off at line ${cut}, judged up to there`];
  if (outcome.verdict === 'not linearizable') {
    const findings = outcome.dead.slice(0, FINDINGS_LISTED).map(({ key, stuck }) => {
      const ofKey = {
        answered: history.answered.filter((one) => one.key === key),
        unknown: history.unknown.filter((one) => one.key === key),
      };
      return findingOf(explain(ofKey, plain.model, stuck, budget.outOfTime), plain.model);
    });
    const count = `no order explains the answers about ${named(outcome.dead.map(({ key }) => key))}`;
    return {
      ...about,
      verdict: 'fail',
      findings,
      evidence: [count, ...openText(outcome.open), ...cutOff].join(', '),
    };
  }
  if (outcome.verdict === 'inconclusive') {
    const evidence = [...openText(outcome.open), ...cutOff].join(', ');
    return { ...about, verdict: 'inconclusive', findings: [], evidence };
  }
  const { answered, unknown } = history;
  if (answered.length === 0) {
    return {
      ...about,
      verdict: 'inconclusive',
      findings: [],
      evidence: [operations.length === 0 ? 'it is empty' : 'no operation was answered', ...cutOff].join(', '),
    };
  }
  const evidence = `an order explains all ${answered.length} answers (${unknown.length} operations without one)`;
  return {
    ...about,
    verdict: cut === undefined ? 'pass' : 'inconclusive',
    findings: [],
    evidence: [evidence, ...cutOff].join(', '),
  };
}

const openText = (open: readonly OpenKey[]): string[] =>
  (['time', 'memory'] as const).flatMap((spent) => {
    const keys = open.filter((one) => one.spent === spent).map(({ key }) => key);
    return keys.length === 0 ? [] : [`the search of ${named(keys)} ran out of ${spent} (--budget-${spent})`];
  });

const named = (keys: readonly string[]): string =>
  keys.length <= 3 ? keys.map((key) => `"${key}"`).join(', ') : `${keys.length} keys`;
