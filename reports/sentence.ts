import { amount } from '../harness/result/amount';
import { CRITERIA } from '../harness/result/criteria';
import type { JudgedCriterion, Result } from '../harness/result/result';
import { figure } from '../harness/result/figure';
import { printable } from './printable';

/** The longest part of a foreign text that a sentence quotes. */
const QUOTED = 300;
/** How many things that were not tested for one reason a sentence names. */
const NAMED = 5;

/** What a judged record says in one sentence; the fields of a Judgement suffice, so `check` uses it too. */
type Judged = Pick<
  Result,
  'criteria' | 'findings' | 'faults' | 'load' | 'measurements' | 'matrix' | 'failures'
>;

/** The verdict in one line of plain text. */
export function sentence(result: Result): string {
  const stamp = result.sabotage === null ? '' : `SABOTAGED (${printable(result.sabotage, QUOTED)}): `;
  return stamp + unstamped(result);
}

function unstamped(result: Result): string {
  const { verdict, interrupted, error } = result;
  if (verdict === null) {
    const why = error === null ? '' : `: ${printable(error, QUOTED)}`;
    return interrupted
      ? 'INTERRUPTED: stopped before anything could be judged; what was recorded until then is kept.'
      : `NOT JUDGED${why}`;
  }
  const said = verdictSentence(verdict, result) + untested(result.notRun);
  return interrupted ? `INTERRUPTED, judged up to there: ${said}` : said;
}

/** "PASS: …", "FAIL: …" or "INCONCLUSIVE: …". */
export function verdictSentence(verdict: JudgedCriterion['verdict'], judged: Judged): string {
  switch (verdict) {
    case 'pass':
      return `PASS: ${passed(judged)}.`;
    case 'fail':
      return `FAIL: ${failed(judged)}`;
    case 'inconclusive':
      return `INCONCLUSIVE: ${undecided(judged)}`;
  }
}

function passed({ criteria, faults, load, measurements, matrix, failures = [] }: Judged): string {
  const passes = criteria.filter((one) => one.verdict === 'pass').length;
  const proven = faults.filter((one) => one.proven).length;
  return [
    `${passes} of ${amount(criteria.length, 'criterion', 'criteria')}`,
    ...(matrix === undefined
      ? [
          amount(load.operations, 'operation'),
          faults.length === 0 ? 'no faults' : `${proven} of ${amount(faults.length, 'fault')} proven`,
        ]
      : [`${amount(matrix.length, 'row')} of what came back`, ...putRight(failures)]),
    ...worstOfStep(criteria),
    ...longestGap(measurements),
  ].join(', ');
}

const putRight = (failures: NonNullable<Judged['failures']>): string[] =>
  failures.length === 0
    ? []
    : [
        `${failures.filter(({ cured }) => cured).length} of ${amount(failures.length, 'failed restore')} put right`,
      ];

function worstOfStep(criteria: Judged['criteria']): string[] {
  const gap = criteria.find((one) => one.id === 'upgrade-gap');
  return gap === undefined || gap.measured === null
    ? []
    : [`worst gap of a step ${figure(gap.measured, gap.unit)}${stepOf(gap)}`];
}

/** Of writes or of reads, whatever was longer, in the whole run; with the faults then in force, or else the phase. */
function longestGap(measurements: Judged['measurements']): string[] {
  const [longest] = measurements
    .filter(({ name }) => name === 'longest-write-gap' || name === 'longest-read-gap')
    .sort((one, other) => other.value - one.value);
  if (longest === undefined) {
    return [];
  }
  const { during } = longest;
  const faults = during?.faults.map(({ name, target }) => `${name} ${target}`.trim()).join(', ') ?? '';
  const where = faults === '' ? (during?.phase?.replace(/^step-/, 'step ') ?? '') : faults;
  return [
    `longest gap ${figure(longest.value, longest.unit)}${where === '' ? '' : ` (${printable(where, QUOTED)})`}`,
  ];
}

/** The criterion's evidence names the phase of the worst gap, as in "in step-2". */
function stepOf({ evidence }: JudgedCriterion): string {
  const [, step] = /\bstep-(\d+)\b/.exec(evidence) ?? [];
  return step === undefined ? '' : ` (step ${step})`;
}

function failed({ criteria, findings }: Judged): string {
  const failures = criteria.filter((one) => one.verdict === 'fail');
  const words = findings[0]?.message ?? failures[0]?.evidence ?? 'no finding was recorded';
  const claim = findings[0]?.claim ?? failures[0]?.claim;
  const ids = failures.map((one) => printable(one.id, QUOTED)).join(', ');
  return (
    `${unstopped(words)}${claim === undefined ? '' : ` (${printable(claim, QUOTED)})`}; ` +
    `${failures.length} of ${amount(criteria.length, 'criterion', 'criteria')} failed: ${ids}.`
  );
}

/** Named before all others, in this order, since what is missing there leaves other criteria open too. */
const CAUSES: readonly string[] = ['journal-whole', 'harness-lag', 'load-enough', 'faults-proven'];

function undecided({ criteria }: Judged): string {
  const open = criteria.filter((one) => one.verdict === 'inconclusive');
  const first =
    CAUSES.map((id) => open.find((one) => one.id === id)).find((one) => one !== undefined) ?? open[0];
  if (first === undefined) {
    return criteria.length === 0
      ? 'nothing was judged.'
      : 'the record is cut off; up to there it contradicts nothing.';
  }
  const more = open.length === 1 ? '' : ` (and ${open.length - 1} more)`;
  const advice = CRITERIA.find((one) => one.id === first.id)?.repeating ?? '';
  return `${printable(first.id, QUOTED)}${more}: ${unstopped(first.evidence)}. ${advice}`.trimEnd();
}

function untested(notRun: Result['notRun']): string {
  const byReason = new Map<string, string[]>();
  for (const { id, why } of notRun) {
    byReason.set(why, [...(byReason.get(why) ?? []), printable(id.replaceAll('-', ' '), QUOTED)]);
  }
  const groups = [...byReason].map(([why, ids]) => `${fewOf(ids)} (${printable(why, QUOTED)})`);
  return groups.length === 0 ? '' : ` Not tested: ${groups.join('; ')}.`;
}

/** All of a few, the first ones of many: result.json lists them all. */
const fewOf = (ids: readonly string[]): string =>
  ids.length <= NAMED
    ? ids.join(', ')
    : `${ids.slice(0, NAMED - 1).join(', ')} and ${ids.length - NAMED + 1} more`;

const unstopped = (text: string): string => printable(text.trim(), QUOTED).replace(/\.$/, '');
