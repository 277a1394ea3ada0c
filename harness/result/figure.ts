import { amount } from './amount';
import { CRITERIA } from './criteria';
import type { JudgedCriterion } from './result';

/** A whole number with separators: 31204 → "31,204". */
export const count = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });

/**
 * A value with its unit, as every output shows it: three digits that count, as in "1.83 s" and "99.8 %"; whole
 * things with their word, as in "0 violations" and "1 overlap"; "–" where nothing was measured.
 */
export function figure(value: number | null, unit: string): string {
  if (value === null) {
    return '–';
  }
  if (unit === 'share') {
    // Rounded down, so that 100 % is said only of all.
    return `${Math.floor(value * 1000) / 10} %`;
  }
  return isCounted(unit) ? amount(value, unit.replace(/s$/, ''), unit) : `${threeDigits(value)} ${unit}`;
}

/** The threshold with the side on which it bounds: "≤ 5 s", "≥ 100 %", and "none" for no violation at all. */
export function limit({ id, threshold, unit }: Pick<JudgedCriterion, 'id' | 'threshold' | 'unit'>): string {
  if (threshold === null) {
    return '–';
  }
  const bound = CRITERIA.find((one) => one.id === id)?.bound;
  if (bound === 'most' && threshold === 0 && isCounted(unit)) {
    return 'none';
  }
  const sign = bound === undefined ? '' : bound === 'most' ? '≤ ' : '≥ ';
  return `${sign}${figure(threshold, unit)}`;
}

/** A unit that is a word for several things, "violations" or "writes"; "s" and "ms" are symbols. */
const isCounted = (unit: string): boolean => /^[a-z]{3,}s$/.test(unit);

const threeDigits = (value: number): string =>
  Math.abs(value) >= 100
    ? count(value)
    : value.toLocaleString('en-US', { maximumSignificantDigits: 3, useGrouping: false });
