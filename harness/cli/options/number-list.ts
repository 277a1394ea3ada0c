import { Refusal } from '../../errors/refusal';
import { quoted } from './once';

export interface ListBounds {
  readonly least: number;
  readonly most: number;
}

/** So many that a sweep over them ends some day. */
const MOST_VALUES = 40;

/**
 * Whole numbers with commas between them, each larger than the one before: a list that is not in order is more often a
 * slip than a wish.
 * @param flag without dashes
 */
export function numberList(flag: string, text: string, { least, most }: ListBounds): number[] {
  const parts = text.split(',').map((part) => part.trim());
  const values = parts.map((part) => {
    const value = /^\d{1,9}$/.test(part) ? Number(part) : NaN;
    if (!(value >= least && value <= most)) {
      throw Refusal.usage(
        `--${flag} must be whole numbers from ${least} to ${most} with commas between them, not "${quoted(part)}"`,
      );
    }
    return value;
  });
  const unordered = values.findIndex((value, index) => index > 0 && value <= (values[index - 1] as number));
  if (unordered > 0) {
    throw Refusal.usage(
      `--${flag}: ${values[unordered] as number} comes after ${values[unordered - 1] as number}; give each once, the smallest first`,
    );
  }
  if (values.length > MOST_VALUES) {
    throw Refusal.usage(`--${flag} has ${values.length} values; ${MOST_VALUES} are the most`);
  }
  return values;
}
