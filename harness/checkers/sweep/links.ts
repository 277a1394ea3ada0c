import type { RecordOf } from '../../journal/record';

type Link = RecordOf<'link'>;

/** How far a link may be from what was asked for: the larger of a tenth and 2 ms. */
const SHARE = 0.1;
const LEAST = 2;

export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return quantile(sorted, 0.5) ?? null;
}

/** Of each link, and of its way there where that was looked at by itself, what was seen last. */
export const lastSeen = (links: readonly Link[]): Link[] => [
  ...new Map(links.map((link) => [`${link.from} ${link.to} ${link.way ?? ''}`, link])).values(),
];

/**
 * Why a link is not what was asked for; undefined where it is. A busy machine makes some probes late and none early, so the
 * quicker quarter of them shows the link. With jitter the median has to be half of it later, give or take three standard
 * errors of a median of so many (each way is evenly distributed over half of the jitter).
 */
export function strayed({ from, to, way, wanted, jitter, seen }: Link): string | undefined {
  const sorted = [...seen].sort((one, other) => one - other);
  const shown = quantile(sorted, jitter > 0 ? 0.5 : 0.25);
  if (shown === undefined) {
    return `no probe of ${from} → ${to} was answered`;
  }
  const expected = wanted + jitter / 2;
  const spread = jitter / 2 / Math.sqrt(6);
  const tolerance = Math.max(SHARE * expected, LEAST, (3 * 1.25 * spread) / Math.sqrt(seen.length));
  return Math.abs(shown - expected) > tolerance
    ? `the ${way === undefined ? 'round trip' : 'way'} of ${from} → ${to} was ${shown.toFixed(1)} ms, not ${expected} ms`
    : undefined;
}

const quantile = (sorted: readonly number[], share: number): number | undefined =>
  sorted[Math.floor(share * (sorted.length - 1))];
