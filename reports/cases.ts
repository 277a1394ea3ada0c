import { ExitCode } from '../harness/errors/exit-code';
import { CRITERIA } from '../harness/result/criteria';
import type { JudgedCriterion, Result } from '../harness/result/result';
import { figure, limit } from '../harness/result/figure';
import { sentence } from './sentence';

/** What test reports know of a case; `inconclusive` and `unjudged` must never look green there. */
export type CaseStatus = 'pass' | 'fail' | 'inconclusive' | 'skipped' | 'unjudged';

/** One case of a test report: a criterion, something not run, or the run as a whole where it has to speak. */
export interface Case {
  /** Stable between runs and releases: histories hang on it. */
  readonly id: string;
  readonly claim: string;
  readonly title: string;
  readonly status: CaseStatus;
  /** Why it is not a pass, in words; for a pass, what it rests on. */
  readonly message: string;
  /** Findings and journal references, a line each. */
  readonly details: readonly string[];
}

/** The cases of a result, the same for every test report format, so that their counts agree. */
export function casesOf(result: Result): Case[] {
  const criteria = result.criteria.map((criterion) => criterionCase(criterion, result));
  const notRun = result.notRun.map(({ id, why }): Case => ({
    id: `not-run/${id}`,
    claim: 'not run',
    title: id.replaceAll('-', ' '),
    status: 'skipped',
    message: why,
    details: [],
  }));
  return [...(speaksForItself(result) ? [] : [runCase(result)]), ...criteria, ...notRun];
}

function criterionCase(criterion: JudgedCriterion, result: Result): Case {
  const { id, claim, verdict, evidence, measured, unit } = criterion;
  return {
    id,
    claim,
    title: CRITERIA.find((one) => one.id === id)?.title ?? id,
    status: verdict,
    message: evidence,
    details: [
      `measured ${figure(measured, unit)}, threshold ${limit(criterion)}`,
      ...(verdict === 'fail' ? findingsOf(criterion, result) : []),
    ],
  };
}

/** Findings name their claim; where one names the criterion as its checker, it belongs to that one alone. */
function findingsOf({ id, claim }: JudgedCriterion, { criteria, findings }: Result): string[] {
  const ids = new Set(criteria.map((one) => one.id));
  return findings
    .filter((one) => (ids.has(one.checker) ? one.checker === id : one.claim === claim))
    .map(({ checker, message, operations }) => `${checker}: ${message} [${operations.join(', ')}]`);
}

/**
 * Whether the criteria alone tell how the run went. They do not where it ended before a verdict, with an exit
 * code of another meaning, or with a verdict that no criterion carries; then a report of nothing but
 * criteria would be greener than the run.
 */
function speaksForItself({ verdict, exitCode, criteria }: Result): boolean {
  return (
    verdict !== null && exitCode === ExitCode[verdict] && criteria.some((one) => one.verdict === verdict)
  );
}

function runCase(result: Result): Case {
  return {
    id: 'run',
    claim: 'run',
    title: 'The run came to a verdict',
    status: 'unjudged',
    message: sentence(result),
    details: [`exit code ${result.exitCode}`, ...(result.error === null ? [] : [result.error])],
  };
}
