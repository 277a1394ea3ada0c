import { createHash } from 'node:crypto';

/** A longer value is recorded as its beginning, its length and a digest: all that checkers ask is which value it is. */
const LONGEST_VALUE = 128;
const BEGINNING = 48;
const DIGEST_CHARACTERS = 32;

/** Of a value that does not stand in the journal itself. */
export const digestOfValue = (value: string | Buffer): string =>
  createHash('sha256').update(value).digest('hex').slice(0, DIGEST_CHARACTERS);

/** What stands for a value in the journal: itself, or the same short text for the same long value everywhere. */
export function recordedValue(value: string): string {
  if (value.length <= LONGEST_VALUE) {
    return value;
  }
  return `${value.slice(0, BEGINNING)}…(${value.length} characters, sha256 ${digestOfValue(value)})`;
}
