import { Refusal } from '../../errors/refusal';
import { printable } from '../../../reports/printable';

/**
 * The text of a flag that may be given once. yargs makes an array of a flag that was given twice, false of
 * `--no-flag` and an object of `--flag.x`; to guess which was meant would be worse than to ask.
 */
export function once(flag: string, given: unknown): string | undefined {
  if (given === undefined) {
    return undefined;
  }
  if (Array.isArray(given)) {
    throw Refusal.usage(`--${flag} is given ${given.length} times; give it once`);
  }
  if (typeof given !== 'string' || given === '') {
    throw Refusal.usage(`--${flag} needs one value; see "etcd-assay --help"`);
  }
  return given;
}

/** The texts of a flag that may be repeated. */
export function repeated(flag: string, given: unknown): string[] {
  if (given === undefined) {
    return [];
  }
  return (Array.isArray(given) ? (given as unknown[]) : [given]).map((one) => {
    const text = once(flag, one);
    if (text === undefined) {
      throw Refusal.usage(`--${flag} needs a value`);
    }
    return text;
  });
}

/** A whole number between two bounds, both allowed. Only digits: neither 1e3 nor 0x10 nor 3.0. */
export function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) {
    throw Refusal.usage(`--${flag} must be a whole number from ${least} to ${most}, not "${quoted(text)}"`);
  }
  return value;
}

/** What the user wrote, fit for a message of one line. */
export const quoted = (text: string): string => printable(text, 80);
