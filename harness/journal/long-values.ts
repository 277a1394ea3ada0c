import { createHash } from 'node:crypto';
import type { JournalRecord } from './record';

/** A longer value is recorded as its beginning, its length and a digest: all that checkers ask is which value it is. */
const LONGEST_VALUE = 128;
const BEGINNING = 48;
const DIGEST_CHARACTERS = 32;

/** Of a value that does not stand in the journal itself. */
export const digestOfValue = (value: string | Buffer): string =>
  createHash('sha256').update(value).digest('hex').slice(0, DIGEST_CHARACTERS);

/** What stands for a value in the journal: itself, or the same short text for the same long value everywhere. */
function recordedValue(value: string): string {
  if (value.length <= LONGEST_VALUE) {
    return value;
  }
  return `${value.slice(0, BEGINNING)}…(${value.length} characters, sha256 ${digestOfValue(value)})`;
}

/** Whether a line may hold a long value, escapes or not: looked for in every line, so that most need no more than this. */
const HAS_LONG_VALUE = new RegExp(`"(?:value|to)":"(?:[^"\\\\]|\\\\.){${LONGEST_VALUE + 1}}`);

/** A record as the journal holds it, without its line end. */
export function lineOf(record: JournalRecord): string {
  const line = JSON.stringify(record);
  return HAS_LONG_VALUE.test(line) ? JSON.stringify(withShortValues(record)) : line;
}

/** The record with each long value, wherever it stands, as its digest; the record itself where there is none. */
const withShortValues = (record: JournalRecord): JournalRecord =>
  record.type === 'invoke' || record.type === 'ok' || record.type === 'watched' || record.type === 'content'
    ? (shortened(record) as JournalRecord)
    : record;

function shortened(part: unknown): unknown {
  if (Array.isArray(part)) {
    return part.map(shortened);
  }
  if (typeof part !== 'object' || part === null) {
    return part;
  }
  // A guard's operand on a value is one as well.
  const isOfValue = 'target' in part && part.target === 'value';
  return Object.fromEntries(
    Object.entries(part).map(([name, one]: [string, unknown]) =>
      typeof one === 'string' && (name === 'value' || (isOfValue && name === 'to'))
        ? [name, recordedValue(one)]
        : [name, shortened(one)],
    ),
  );
}
