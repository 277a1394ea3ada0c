import { isUtf8 } from 'node:buffer';
import { Refusal } from '../errors/refusal';
import { linesOf } from './lines';
import { PlainRecord } from './plain-record';

/** One call of one client, as its two lines tell it. */
export interface PlainOperation {
  /** Line of its invoke, from 1; the order of lines is the order of time. */
  readonly line: number;
  readonly client: number;
  readonly f: string;
  readonly key: string | undefined;
  readonly asked: unknown;
  readonly end:
    | { readonly type: 'ok'; readonly line: number; readonly value: unknown; readonly swapped: boolean }
    | { readonly type: 'fail' | 'info' };
}

export interface PlainJournal {
  readonly path: string;
  readonly operations: readonly PlainOperation[];
  readonly seconds: number;
  /** The line that was cut off, after which nothing is known. */
  readonly cut?: number;
}

/**
 * Reads a plain history and checks every line.
 * @throws Refusal.usage naming the file, the line and what is wrong with it
 */
export async function readPlainJournal(path: string): Promise<PlainJournal> {
  const operations: PlainOperation[] = [];
  const open = new Map<number, Omit<PlainOperation, 'end'>>();
  const times: [number, number] = [Infinity, -Infinity];
  let cut: number | undefined;
  for await (const { line, bytes, whole } of linesOf(path)) {
    if (!whole) {
      cut = line;
      break;
    }
    const where = `${path}:${line}`;
    const record = recordOf(bytes, where);
    const { process: client, type, f, key, value, swapped, time } = record;
    if (time !== undefined) {
      times[0] = Math.min(times[0], time);
      times[1] = Math.max(times[1], time);
    }
    if (typeof client === 'string') {
      continue;
    }
    const begun = open.get(client);
    if (type === 'invoke') {
      if (begun !== undefined) {
        throw Refusal.usage(
          `${where}: process ${client} invokes again, and its operation of line ${begun.line} has not ended; give a process that goes on another number`,
        );
      }
      open.set(client, { line, client, f, key: key?.toString(), asked: value });
      continue;
    }
    if (begun === undefined) {
      throw Refusal.usage(`${where}: process ${client} has nothing to end: no "invoke" of it is open`);
    }
    if (begun.f !== f || (key !== undefined && key.toString() !== begun.key)) {
      throw Refusal.usage(
        `${where}: ends another operation than process ${client} began in line ${begun.line}`,
      );
    }
    open.delete(client);
    operations.push({
      ...begun,
      end: type === 'ok' ? { type, line, value, swapped: swapped ?? true } : { type },
    });
  }
  for (const begun of open.values()) {
    operations.push({ ...begun, end: { type: 'info' } });
  }
  const seconds = times[1] > times[0] ? (times[1] - times[0]) / 1e9 : 0;
  return { path, operations, seconds, ...(cut === undefined ? {} : { cut }) };
}

function recordOf(bytes: Buffer, where: string): PlainRecord {
  if (!isUtf8(bytes)) {
    throw Refusal.usage(`${where}: is not UTF-8 text; a plain history is lines of JSON (docs/journal.md)`);
  }
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw Refusal.usage(`${where}: is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = PlainRecord.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw Refusal.usage(
    `${where}: is no line of a plain history: ${field === '' ? '' : `${field}: `}${issue?.message ?? 'invalid'}`,
  );
}
