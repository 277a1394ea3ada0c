import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Refusal } from '../errors/refusal';

/** Longer lines are refused before they are held in memory; a full page of a final read is far below. */
const LONGEST_LINE = 64 * 1024 * 1024;
const NEWLINE = 0x0a;

interface Line {
  /** Counted from 1. */
  readonly line: number;
  /** Without the newline. */
  readonly bytes: Buffer;
  /** Ended by a newline; only the last line of a file may not be. */
  readonly whole: boolean;
}

/** The lines of a file, as bytes, read as a stream. */
export async function* linesOf(path: string): AsyncGenerator<Line> {
  let line = 0;
  let begun: Buffer[] = [];
  let begunLength = 0;
  for await (const chunk of chunksOf(path)) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      const rest = chunk.subarray(from, at);
      line += 1;
      yield { line, bytes: begun.length === 0 ? rest : Buffer.concat([...begun, rest]), whole: true };
      begun = [];
      begunLength = 0;
      from = at + 1;
    }
    if (from < chunk.length) {
      begun.push(chunk.subarray(from));
      begunLength += chunk.length - from;
    }
    if (begunLength > LONGEST_LINE) {
      throw Refusal.usage(
        `${path} line ${line + 1} is longer than ${LONGEST_LINE / 1024 / 1024} MiB; is this a journal of etcd-assay?`,
      );
    }
  }
  if (begunLength > 0) {
    yield { line: line + 1, bytes: Buffer.concat(begun), whole: false };
  }
}

/** One that nobody writes to would be waited for, deaf to every signal. What a shell opened is under /dev. */
async function refuseNamedPipe(path: string): Promise<void> {
  if (!path.startsWith('/dev/') && (await stat(path)).isFIFO()) {
    throw Refusal.usage(`${path} is a named pipe; write the journal into a file`);
  }
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  try {
    await refuseNamedPipe(path);
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      yield chunk as Buffer;
    }
  } catch (error) {
    if (error instanceof Refusal) {
      throw error;
    }
    const isFolder = (error as NodeJS.ErrnoException).code === 'EISDIR';
    throw Refusal.usage(
      isFolder
        ? `${path} is a folder without a journal.jsonl; name the journal of a run`
        : `cannot read the journal ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
