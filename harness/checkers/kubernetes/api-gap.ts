import type { RecordOf } from '../../journal/record';
import { figure } from '../../result/figure';
import type { Measurement } from '../../result/result';
import { findingsOf, seconds, type Finding } from '../finding';
import { gapsBetween, gapSeconds, longestOf, type Gap } from '../gaps';
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
  const calls = history.told.api;
  const gaps = gapsIn(calls);
  const inSteps = steps.flatMap((step) => overlapping(gaps ?? [], step));
  const stalls = stallsOf(history);
  const tooLong = inSteps.filter((gap) => bound !== undefined && gapSeconds(gap) > bound);
  const own = tooLong.filter((gap) => gapSeconds(gap) - stalledWithin(stalls, gap) <= (bound ?? 0));
  const missing =
    steps.length === 0
      ? 'no upgrade step was recorded'
      : gaps === undefined
        ? 'no change through an API server was answered'
        : inSteps.length === 0
          ? 'clients of API servers asked for nothing in any step'
          : own.length > 0
            ? 'the harness itself stood still while no API server answered'
            : undefined;
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
      const longest = longestOf(gapsIn(of) ?? []);
      return longest === undefined
        ? []
        : [{ name: `longest-api-gap-${node}`, value: gapSeconds(longest), unit: 's' }];
    }),
  };
}

const overlapping = (gaps: readonly Gap[], { name, start, end }: Phase) =>
  gaps.filter(({ from, to }) => from < end && to > start).map((gap) => ({ ...gap, step: name }));

const isServed = ({ verb, code }: ApiCall): boolean =>
  verb === 'update' && code !== undefined && (code < 300 || code === 409);

/** Between changes that were answered, while clients asked for anything at all; undefined where none was. */
function gapsIn(calls: readonly ApiCall[]): Gap[] | undefined {
  const begin = calls.reduce((first, { began }) => Math.min(first, began), Infinity);
  const end = calls.reduce((last, { t }) => Math.max(last, t), 0);
  return gapsBetween(
    calls.filter(isServed).map(({ t }) => t),
    begin,
    end,
  );
}
