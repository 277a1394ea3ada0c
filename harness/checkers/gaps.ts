import { seconds } from './finding';
import type { History } from './history';
import { isSerializable, type Acknowledged, type Operation } from './operation';
import { orderOf } from './order';

/** A time in which nothing of a kind was answered, in microseconds. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** The times between answers of one kind; undefined where nothing of the kind was answered. */
export interface Gaps {
  readonly writes: readonly Gap[] | undefined;
  readonly reads: readonly Gap[] | undefined;
}

export const gapSeconds = ({ from, to }: Gap): number => seconds(to - from);

/** The longest of them, the first one of equals. */
export const longestOf = <G extends Gap>(gaps: readonly G[]): G | undefined =>
  gaps.reduce<G | undefined>(
    (longest, gap) => (longest && gapSeconds(longest) >= gapSeconds(gap) ? longest : gap),
    undefined,
  );

/**
 * The times between successive acknowledged writes, and between answered linearizable reads, of the traffic.
 * Silence from when it began to the first answer, and from the last one to when it ended, is a gap too.
 */
export function gapsOf({ operations }: History): Gaps {
  const traffic = operations.filter(({ role }) => role === 'traffic');
  const begin = traffic.reduce((first, { invoke }) => Math.min(first, invoke), Infinity);
  const end = traffic.reduce((latest, { invoke }) => Math.max(latest, invoke), 0);
  return {
    writes: gapsBetween(returnsOf(orderOf(traffic).writes.all), begin, end),
    reads: gapsBetween(returnsOf(traffic.filter(isLinearizableRead)), begin, end),
  };
}

const isLinearizableRead = (operation: Operation): operation is Acknowledged =>
  operation.outcome === 'ok' && 'range' in operation.request && !isSerializable(operation.request);

const returnsOf = (answered: readonly Acknowledged[]): number[] => answered.map(({ returned }) => returned);

/**
 * The times between these, in any order, and the silence before the first and after the last of them; undefined where there are
 * none.
 */
export function gapsBetween(answered: readonly number[], begin: number, end: number): Gap[] | undefined {
  const times = [...answered].sort((one, other) => one - other);
  const last = times.at(-1);
  if (last === undefined) {
    return undefined;
  }
  const bounds = [...times, Math.max(end, last)];
  return bounds
    .map((to, index) => ({ from: bounds[index - 1] ?? begin, to }))
    .filter(({ from, to }) => to > from);
}
