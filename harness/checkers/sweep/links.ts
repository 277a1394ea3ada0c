import type { RecordOf } from '../../journal/record';

type Link = RecordOf<'link'>;

/** How far a link may be from what was asked for: the larger of a tenth and 2 ms. */
const SHARE = 0.1;
const LEAST = 2;

export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return quantile(sorted, 0.5) ?? null;
}

/** Of each link what was seen last. */
export const lastSeen = (links: readonly Link[]): Link[] => [
  ...new Map(links.map((link) => [`${link.from} ${link.to}`, link])).values(),
];

/**
 * Why a link is not what was asked for; undefined where it is. A busy machine makes some probes late and none early, so the
 * quicker quarter of them shows the link; with jitter the median does, give or take what an average of so many uneven ones
 * may be off.
 */
export function strayed({ from, to, wanted, seen }: Link, jitter: number): string | undefined {
  const uneven = wanted > 0 ? jitter : 0;
  const sorted = [...seen].sort((one, other) => one - other);
  const shown = quantile(sorted, uneven > 0 ? 0.5 : 0.25);
  if (shown === undefined) {
    return `no probe of ${from} → ${to} was answered`;
  }
  return Math.abs(shown - wanted) > Math.max(SHARE * wanted, LEAST, uneven / 2)
    ? `the round trip of ${from} → ${to} was ${shown.toFixed(1)} ms, not ${wanted} ms`
    : undefined;
}

const quantile = (sorted: readonly number[], share: number): number | undefined =>
  sorted[Math.floor(share * (sorted.length - 1))];
