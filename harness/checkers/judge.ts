import type { FidelityRow } from '../journal/restore-record';
import { amount } from '../result/amount';
import { criterionOf } from '../result/criteria';
import type { JudgedCriterion, Judgement, Verdict } from '../result/result';
import { comparedTrials } from './comparison/compared-trials';
import { inconclusive, type Evaluation } from './evaluation';
import { EVALUATIONS, isCriterionId } from './evaluations';
import { faultStories } from './fault-story';
import { findingsOf, seconds, type Finding } from './finding';
import type { History } from './history';
import { longestGaps } from './longest-gaps';
import { measuredPoints } from './sweep/measured-points';
import { notWhole } from './not-whole';
import { witnessOf } from './witness';

/** More findings of one checker than this are counted, not listed: the first ones explain the rest. */
const FINDINGS_LISTED = 25;

/**
 * Judges a journal by the criteria that its header lists. Pure: the same records give the same judgement.
 * @param history all that the journal holds, as a `HistoryBuilder` joined it
 * @param cut the line at which the journal was cut off, as `readJournal` tells it
 */
export function judge(history: History, cut?: number): Judgement {
  const witness = witnessOf(history);
  const torn = notWhole(history);
  const judged = history.header.criteria.map((id) => {
    const threshold = thresholdOf(history, id);
    const evaluation =
      torn !== undefined
        ? inconclusive(torn)
        : isCriterionId(id)
          ? EVALUATIONS[id].evaluate({ history, witness, threshold: threshold ?? undefined, cut })
          : inconclusive('this program knows no such criterion');
    return { criterion: judgedCriterion(id, evaluation, threshold), evaluation };
  });
  const criteria = judged.map(({ criterion }) => criterion);
  const operations = history.operations.length;
  const run = seconds(history.last);
  return {
    verdict: verdictOf(criteria, cut),
    phases: history.phases.map(({ name, start, end }) => ({
      name,
      start: seconds(start),
      seconds: seconds(end - start),
    })),
    criteria,
    measurements: [
      ...longestGaps(history),
      ...judged.flatMap(({ evaluation }) => evaluation.measurements ?? []),
    ],
    findings: judged.flatMap(({ evaluation, criterion }) => listed(evaluation.findings, criterion)),
    ...(history.told.point.length === 0 ? {} : { points: measuredPoints(history) }),
    ...(history.told.trial.length === 0 ? {} : { trials: comparedTrials(history) }),
    ...(history.told.fidelity.length === 0 ? {} : { matrix: history.told.fidelity.map(rowOf) }),
    ...(history.told.provoked.length === 0
      ? {}
      : { failures: history.told.provoked.map(({ failure }) => failure) }),
    load: { operations, seconds: run, rate: run > 0 ? operations / run : 0 },
    faults: faultStories(history).map(({ name, target, injected, healed, proven, proof }) => ({
      name,
      target,
      start: injected === undefined ? null : seconds(injected),
      end: healed === undefined ? null : seconds(healed),
      proven,
      proof,
    })),
  };
}

const rowOf = ({ row, title, cells }: FidelityRow): FidelityRow => ({ row, title, cells });

/** A guarantee has its own; an operator's bound is in the header, and there is none to assume where it is not. */
function thresholdOf({ header }: History, id: string): number | null {
  const given = Object.hasOwn(header.thresholds, id) ? header.thresholds[id] : undefined;
  const criterion = isCriterionId(id) ? criterionOf(id) : undefined;
  return given ?? (criterion?.settable === false ? criterion.threshold : null);
}

function judgedCriterion(id: string, evaluation: Evaluation, threshold: number | null): JudgedCriterion {
  const { claim, unit } = isCriterionId(id) ? criterionOf(id) : { claim: 'run', unit: '' };
  const { verdict, measured, evidence } = evaluation;
  return { id, claim, verdict, measured, threshold, unit, evidence };
}

/** One contradiction outweighs every pass, and so does one open question; a cut-off journal is one. */
function verdictOf(criteria: readonly JudgedCriterion[], cut: number | undefined): Verdict {
  const has = (verdict: Verdict) => criteria.some((criterion) => criterion.verdict === verdict);
  if (has('fail')) {
    return 'fail';
  }
  return has('inconclusive') || cut !== undefined || criteria.length === 0 ? 'inconclusive' : 'pass';
}

function listed(findings: readonly Finding[], { id, claim }: JudgedCriterion): Finding[] {
  const more = findings.length - FINDINGS_LISTED;
  return more <= 0
    ? [...findings]
    : [
        ...findings.slice(0, FINDINGS_LISTED),
        findingsOf(id, claim)(`and ${amount(more, 'more contradiction')} found by ${id}`),
      ];
}
