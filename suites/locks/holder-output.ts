import { writeSync } from 'node:fs';
import type { JournalClock } from '../../harness/journal/clock';
import type { Journal } from '../../harness/journal/journal';
import type { JournalRecord } from '../../harness/journal/record';
import type { HolderLine } from './holder-protocol';

const STDOUT = 1;

/**
 * A line out of this process, for good when this returns: the process may be killed at any moment, and what
 * it was about to do must be known then. `process.stdout` would make the pipe one that does not wait.
 */
export function say(line: HolderLine): void {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`);
  while (rest.length > 0) {
    rest = rest.subarray(writeSync(STDOUT, rest));
  }
}

export class StdoutJournal implements Journal {
  constructor(readonly clock: JournalClock) {}

  write(record: JournalRecord): void {
    say({ record });
  }
}
