import { Refusal } from '../../errors/refusal';
import { quoted } from './once';

/** "90s", "10m", "1h", "1h30m": whole numbers, the larger unit first. */
export const DURATION = /^(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;

/** What a duration may be, in seconds, both allowed. */
export interface DurationBounds {
  readonly least: number;
  readonly most: number;
}

/** Long enough for a soak over a week, short enough for every timer. */
export const RUN_BOUNDS: DurationBounds = { least: 10, most: 7 * 24 * 3600 };

/**
 * The seconds that a duration means.
 * @param where the flag it was given in, as in "--for"
 */
export function parseDuration(where: string, text: string, bounds: DurationBounds = RUN_BOUNDS): number {
  const total = secondsOf(text);
  if (total === undefined) {
    throw Refusal.usage(`${where} must be a duration such as 90s, 10m or 1h30m, not "${quoted(text)}"`);
  }
  if (!isWithin(text, bounds)) {
    throw Refusal.usage(`${where} must be ${rangeWords(bounds)}, not "${quoted(text)}"`);
  }
  return total;
}

/** @returns undefined for what is no duration */
function secondsOf(text: string): number | undefined {
  const parts = DURATION.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [hours, minutes, seconds] = parts.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

export function isWithin(text: string, { least, most }: DurationBounds): boolean {
  const total = secondsOf(text);
  return total !== undefined && total >= least && total <= most;
}

export const rangeWords = ({ least, most }: DurationBounds): string =>
  `from ${formatDuration(least)} to ${formatDuration(most)}`;

/** The shortest writing of whole seconds: 5400 → "1h30m". */
export function formatDuration(total: number): string {
  const parts = [
    [Math.floor(total / 3600), 'h'],
    [Math.floor(total / 60) % 60, 'm'],
    [total % 60, 's'],
  ] as const;
  const text = parts.map(([value, unit]) => (value === 0 ? '' : `${value}${unit}`)).join('');
  return text === '' ? '0s' : text;
}
