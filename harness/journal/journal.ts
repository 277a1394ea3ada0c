import type { JournalRecord } from './record';

/** Where records go. Writing never waits; a failure to write reaches the journal's owner. */
export interface Journal {
  /** Microseconds since the journal's start on CLOCK_MONOTONIC, rounded down. */
  clock(): number;
  write(record: JournalRecord): void;
}

/** For what is seen otherwise than by a record. */
export const UNRECORDED: Journal = { clock: () => 0, write: () => undefined };
