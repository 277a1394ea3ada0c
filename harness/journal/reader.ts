import { isUtf8 } from 'node:buffer';
import { Refusal } from '../errors/refusal';
import { linesOf } from './lines';
import { READ_VERSIONS, type Header } from './header';
import type { JournalRecord } from './record';
import { recordOfLine } from './record-of-line';

export interface Journal {
  readonly header: Header;
  /** All whole records in the order of the file, the header first. */
  readonly records: readonly JournalRecord[];
  /** Set when the journal does not end with an `end` record: the line after which nothing can be believed. */
  readonly cut?: { readonly line: number };
}

/**
 * Reads a journal and checks every line.
 * @throws Refusal.usage naming the file, the line and what is wrong with it
 * @throws Refusal.inconclusive when there is nothing to judge
 */
export async function readJournal(path: string): Promise<Journal> {
  const records: JournalRecord[] = [];
  let unterminated: number | undefined;
  for await (const { line, bytes, whole } of linesOf(path)) {
    if (!whole) {
      unterminated = line;
      break;
    }
    const record = recordOf(bytes, `${path} line ${line}`);
    refuseMisplaced(record, records, `${path} line ${line}`);
    records.push(record);
  }
  const header = records[0];
  if (header?.type !== 'journal') {
    throw Refusal.inconclusive(
      unterminated === undefined
        ? `${path} is empty: there is nothing to judge`
        : `${path} is cut off at line 1: there is nothing to judge`,
    );
  }
  if (unterminated !== undefined || records.at(-1)?.type !== 'end') {
    return { header, records, cut: { line: unterminated ?? records.length } };
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

/** The header is first and only first; nothing follows the end. */
function refuseMisplaced(record: JournalRecord, before: readonly JournalRecord[], where: string): void {
  if ((record.type === 'journal') !== (before.length === 0)) {
    throw Refusal.usage(
      before.length === 0
        ? `${where}: the first record of a journal is its header, and this is "${record.type}"`
        : `${where}: a second header; were two journals joined?`,
    );
  }
  if (before.at(-1)?.type === 'end') {
    throw Refusal.usage(`${where}: a record after the "end" record; were two journals joined?`);
  }
}
