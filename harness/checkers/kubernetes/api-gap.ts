import type { RecordOf } from '../../journal/record';
import { figure } from '../../result/figure';
import type { Measurement } from '../../result/result';
import { findingsOf, seconds, type Finding } from '../finding';
import { gapSeconds, longestOf, type Gap } from '../gaps';
import { groupBy } from '../grouping';
import type { History, Phase } from '../history';
import { stalledWithin, stallsOf } from '../stalls';

const finding = findingsOf('api-gap', 'UPG-5');

type ApiCall = RecordOf<'api'>;

export interface ApiGap {
  /** The longest time in a step in which no API server did what it was asked for; undefined without steps or calls. */
  readonly worst: (Gap & { readonly step: string }) | undefined;
  readonly missing: string | undefined;
  readonly findings: readonly Finding[];
  /** The longest such time of each API server by itself, in all the time that clients worked. */
  readonly measurements: readonly Measurement[];
}

/**
 * UPG-5, seen by clients of Kubernetes: the longest time between changes that some API server made as it was asked to. A refusal of
 * a stale one is an answer as good as any. A gap counts whole for each step that it overlaps.
 * @param bound seconds; undefined where nobody set one
 */
export function apiGap(history: History, bound: number | undefined): ApiGap {
  const steps = history.phases.filter(({ name }) => /^step-\d+$/.test(name));
  const calls = history.told.api.filter(({ verb }) => verb === 'update');
  const gaps = gapsIn(calls);
  const inSteps = steps.flatMap((step) => overlapping(gaps, step));
  const stalls = stallsOf(history);
  const tooLong = inSteps.filter((gap) => bound !== undefined && gapSeconds(gap) > bound);
  const own = tooLong.filter((gap) => gapSeconds(gap) - stalledWithin(stalls, gap) <= (bound ?? 0));
  const missing =
    steps.length === 0
      ? 'no upgrade step was recorded'
      : calls.some(isServed)
        ? own.length === 0
          ? undefined
          : 'the harness itself stood still meanwhile'
        : 'no change through an API server was answered';
  return {
    worst: longestOf(inSteps),
    missing,
    findings: tooLong
      .filter((gap) => !own.includes(gap))
      .map((gap) =>
        finding(
          `no API server answered a change for ${figure(gapSeconds(gap), 's')} in ${gap.step} (from ` +
            `${seconds(gap.from).toFixed(1)} s on); the bound is ${figure(bound ?? null, 's')}`,
        ),
      ),
    measurements: [...groupBy(calls, ({ node }) => node)].flatMap(([node, of]) => {
      const longest = longestOf(gapsIn(of));
      return longest === undefined
        ? []
        : [{ name: `longest-api-gap-${node}`, value: gapSeconds(longest), unit: 's' }];
    }),
  };
}

const overlapping = (gaps: readonly Gap[], { name, start, end }: Phase) =>
  gaps.filter(({ from, to }) => from < end && to > start).map((gap) => ({ ...gap, step: name }));

const isServed = ({ code }: ApiCall): boolean => code !== undefined && (code < 300 || code === 409);

/** Silence before the first answer and after the last one is a gap too. */
function gapsIn(calls: readonly ApiCall[]): Gap[] {
  const begin = calls.reduce((first, { began }) => Math.min(first, began), Infinity);
  const end = calls.reduce((last, { t }) => Math.max(last, t), 0);
  const answered = calls.filter(isServed).map(({ t }) => t);
  const bounds = [...answered.sort((one, other) => one - other), end];
  return bounds
    .map((to, index) => ({ from: bounds[index - 1] ?? begin, to }))
    .filter(({ from, to }) => to > from);
}
