import { open, type FileHandle } from 'node:fs/promises';
import { Refusal } from '../errors/refusal';
import { journalClock, newEpoch, type JournalClock } from './clock';
import { lineOf } from './line-of-record';
import type { Header } from './header';
import type { JournalRecord, RecordOf } from './record';

/** A record waits in memory no longer than this before it is handed to the kernel. */
const FLUSH_EVERY_MS = 50;
/** ... nor longer than until this many characters wait. */
const FLUSH_AT_LENGTH = 1 << 20;

/**
 * Appends records to a journal in the order of `write`. Writing never waits for the disk. The first failure
 * to write (a full disk) aborts `failure`, makes every later `write` throw, and rejects `close`, so that no
 * owner can miss it.
 */
export class JournalWriter {
  /** Microseconds since this journal's start, for `t`. */
  readonly clock: JournalClock;
  private readonly broken = new AbortController();
  private waiting: string[] = [];
  private waitingLength = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private closed = false;
  private records = 0;

  private constructor(
    readonly path: string,
    private readonly file: FileHandle,
    /** For `journalClock` in other processes. */
    readonly epoch: bigint,
  ) {
    this.clock = journalClock(epoch);
  }

  /** Creates the file, which must not be there yet, and writes the header. */
  static async open(path: string, header: Header, epoch: bigint = newEpoch()): Promise<JournalWriter> {
    const file = await open(path, 'wx').catch((error: unknown) => {
      throw Refusal.environment(`cannot create the journal ${path}: ${reasonOf(error)}`);
    });
    return JournalWriter.on(file, path, header, epoch);
  }

  /** Writes to a file that its caller opened; `close` closes it. */
  static async on(
    file: FileHandle,
    path: string,
    header: Header,
    epoch = newEpoch(),
  ): Promise<JournalWriter> {
    const writer = new JournalWriter(path, file, epoch);
    writer.write(header);
    await writer.flush();
    return writer;
  }

  /** Aborted, with the Refusal as its reason, once something could not be written. */
  get failure(): AbortSignal {
    return this.broken.signal;
  }

  /** @throws Refusal when an earlier record could not be written */
  write(record: JournalRecord): void {
    this.failure.throwIfAborted();
    if (this.closed) {
      throw new Error(`the journal ${this.path} is closed, and a record of type ${record.type} came after`);
    }
    const line = `${lineOf(record)}\n`;
    this.waiting.push(line);
    this.records += 1;
    this.waitingLength += line.length;
    if (this.waitingLength >= FLUSH_AT_LENGTH) {
      void this.flush();
    } else {
      this.timer ??= setTimeout(() => void this.flush(), FLUSH_EVERY_MS);
    }
  }

  /** Writes the `end` record, which carries how many there are, and closes the file. @throws Refusal when any record could not be written */
  async close(end: Omit<RecordOf<'end'>, 'type' | 't' | 'records'>): Promise<void> {
    try {
      this.write({ type: 'end', t: this.clock(), ...end, records: this.records + 1 });
      this.closed = true;
      await this.flush();
    } finally {
      this.closed = true;
      clearTimeout(this.timer);
      await this.writing;
      await this.file.close();
    }
    this.failure.throwIfAborted();
  }

  /** Resolves when everything written so far can be read from the file. @throws Refusal when it cannot */
  async flushed(): Promise<void> {
    await this.flush();
    this.failure.throwIfAborted();
  }

  /** Hands everything that waits to the kernel, after what was handed over before. Never rejects. */
  private flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const lines = this.waiting.join('');
    this.waiting = [];
    this.waitingLength = 0;
    this.writing = this.writing.then(() => this.append(lines));
    return this.writing;
  }

  private async append(lines: string): Promise<void> {
    if (this.failure.aborted) {
      return;
    }
    await this.file.appendFile(lines).catch((error: unknown) => {
      this.broken.abort(
        Refusal.environment(
          `cannot write the journal ${this.path}: ${reasonOf(error)}; the run is not recorded`,
        ),
      );
    });
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
