import type { RecordOf } from '../../journal/record';
import type { ComparedFigure } from '../../result/compared-trial';
import { seconds } from '../finding';
import { groupBy } from '../grouping';
import type { Operation } from '../operation';
import type { Stretch } from '../sweep/stretches';
import { isAnswered } from './api-figures';
import type { TrialStretches } from './trial-stretches';

/** Seconds without an answer, from which on a server counts as having been gone. */
const GONE = 2;

export interface Seen {
  /** Of etcd's own clients, by member. */
  readonly operations: ReadonlyMap<string, readonly Operation[]>;
  /** Of probes of the API. */
  readonly calls: readonly RecordOf<'api'>[];
}

/** The blast radius of a loss: how long whose clients went without an answer, and until all was as before. */
export function outageFigures(
  { at, lost, whole }: TrialStretches,
  { operations, calls }: Seen,
): ComparedFigure[] {
  const [from, back, restored] = [at('lost'), at('back'), at('whole')];
  if (from === undefined) {
    return [];
  }
  const during: Stretch = { from, to: restored ?? whole.to };
  const served = [...operations].map(([node, of]) => ({
    node,
    gap: longestGap(
      of.filter(({ outcome }) => outcome === 'ok').map(({ returned }) => returned),
      during,
    ),
  }));
  const byServer = [...groupBy(calls, ({ node }) => node)].map(([node, of]) => ({
    node,
    gap: longestGap(
      of.filter(isAnswered).map(({ t }) => t),
      during,
    ),
  }));
  const anyMember = longestGap(
    [...operations.values()].flat().flatMap((one) => (one.outcome === 'ok' ? one.returned : [])),
    during,
  );
  const anyServer = longestGap(
    calls.filter(isAnswered).map(({ t }) => t),
    during,
  );
  const survivors = byServer.filter(({ node }) => node !== lost?.node).map(({ gap }) => gap);
  return [
    { metric: 'members gone', unit: 'of them', value: served.filter(({ gap }) => gap > GONE).length },
    { metric: 'API servers gone', unit: 'of them', value: byServer.filter(({ gap }) => gap > GONE).length },
    { metric: 'etcd unavailable', unit: 's', value: anyMember },
    { metric: 'API unavailable everywhere', unit: 's', value: anyServer },
    {
      ...{ metric: 'API unavailable at the worst surviving server', unit: 's' },
      value: survivors.length === 0 ? null : Math.max(...survivors),
    },
    {
      ...{ metric: 'until whole again, from being given back', unit: 's' },
      value: back === undefined || restored === undefined ? null : seconds(restored - back),
    },
  ];
}

/** Seconds of the longest time in a stretch without any of these. */
function longestGap(times: readonly number[], { from, to }: Stretch): number {
  const inside = times.filter((t) => t > from && t < to).sort((one, other) => one - other);
  const edges = [from, ...inside, to];
  return seconds(Math.max(...edges.slice(1).map((t, index) => t - (edges[index] as number))));
}
