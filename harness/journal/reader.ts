import { isUtf8 } from 'node:buffer';
import { Refusal } from '../errors/refusal';
import { linesOf } from './lines';
import { READ_VERSIONS, type Header } from './header';
import type { JournalRecord } from './record';
import { recordOfLine } from './record-of-line';

/** What is known of a journal once it was read to its end. */
export interface Journal {
  readonly header: Header;
  /** How many whole records it holds, the header included. */
  readonly records: number;
  /** Set when the journal does not end with an `end` record: the line after which nothing can be believed. */
  readonly cut?: { readonly line: number };
}

/**
 * Reads a journal and checks every line.
 * @param take is handed all whole records in the order of the file, the header first, each as it is read
 * @throws Refusal.usage naming the file, the line and what is wrong with it
 * @throws Refusal.inconclusive when there is nothing to judge
 */
export async function readJournal(path: string, take: (record: JournalRecord) => void): Promise<Journal> {
  let header: Header | undefined;
  let records = 0;
  let last: JournalRecord['type'] | undefined;
  let unterminated: number | undefined;
  for await (const { line, bytes, whole } of linesOf(path)) {
    if (!whole) {
      unterminated = line;
      break;
    }
    const record = recordOf(bytes, `${path} line ${line}`);
    refuseMisplaced(record.type, last, `${path} line ${line}`);
    if (record.type === 'journal') {
      header = record;
    }
    records += 1;
    last = record.type;
    take(record);
  }
  if (header === undefined) {
    throw Refusal.inconclusive(
      unterminated === undefined
        ? `${path} is empty: there is nothing to judge`
        : `${path} is cut off at line 1: there is nothing to judge`,
    );
  }
  if (unterminated !== undefined || last !== 'end') {
    return { header, records, cut: { line: unterminated ?? records } };
  }
  return { header, records };
}

function recordOf(bytes: Buffer, where: string): JournalRecord {
  if (!isUtf8(bytes)) {
    throw Refusal.usage(`${where} is not UTF-8 text; is this a journal of etcd-assay?`);
  }
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw Refusal.usage(`${where} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = recordOfLine(value);
  if (parsed.success) {
    return parsed.data;
  }
  const version = otherVersion(value);
  if (version !== undefined) {
    throw Refusal.usage(
      `${where}: journal version ${version}, and this program reads ${READ_VERSIONS.join(' and ')}`,
    );
  }
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw Refusal.usage(
    `${where} is not a record: ${field === '' ? '' : `${field}: `}${issue?.message ?? 'invalid'}`,
  );
}

function otherVersion(value: unknown): string | undefined {
  const isHeader = typeof value === 'object' && value !== null && 'type' in value && value.type === 'journal';
  return isHeader && 'version' in value && !READ_VERSIONS.some((known) => known === value.version)
    ? JSON.stringify(value.version)
    : undefined;
}

type Type = JournalRecord['type'];

/** The header is first and only first; nothing follows the end. */
function refuseMisplaced(type: Type, before: Type | undefined, where: string): void {
  if ((type === 'journal') !== (before === undefined)) {
    throw Refusal.usage(
      before === undefined
        ? `${where}: the first record of a journal is its header, and this is "${type}"`
        : `${where}: a second header; were two journals joined?`,
    );
  }
  if (before === 'end') {
    throw Refusal.usage(`${where}: a record after the "end" record; were two journals joined?`);
  }
}
