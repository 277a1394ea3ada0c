import { CRITERIA } from '../harness/result/criteria';
import type { JudgedCriterion } from '../harness/result/result';

/** A whole number with separators: 31204 → "31,204". */
export const count = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });

/** A value with its unit, for people: "1.83 s", "99.8 %", "3"; "–" where nothing was measured. */
export function figure(value: number | null, unit: string): string {
  if (value === null) {
    return '–';
  }
  switch (unit) {
    case 's':
    case 'ms':
      return `${threeDigits(value)} ${unit}`;
    case 'share':
      // Rounded down, so that 100 % is said only of all.
      return `${Math.floor(value * 1000) / 10} %`;
    case 'violations':
    case 'shortfalls':
    case 'breaks':
      return count(value);
    default:
      return `${threeDigits(value)} ${unit}`;
  }
}

/** The threshold with the side on which it bounds: "≤ 5 s", "≥ 100 %". */
export function limit({ id, threshold, unit }: JudgedCriterion): string {
  if (threshold === null) {
    return '–';
  }
  const bound = CRITERIA.find((one) => one.id === id)?.bound;
  const sign = bound === undefined ? '' : bound === 'most' ? '≤ ' : '≥ ';
  return `${sign}${figure(threshold, unit)}`;
}

const threeDigits = (value: number): string =>
  Math.abs(value) >= 100
    ? count(value)
    : value.toLocaleString('en-US', { maximumSignificantDigits: 3, useGrouping: false });
