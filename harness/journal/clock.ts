/** Microseconds since the journal's start, as in every record's `t`. */
export type JournalClock = () => number;

/** The instant from which a journal counts: nanoseconds of CLOCK_MONOTONIC, which all processes share. */
export const newEpoch = (): bigint => process.hrtime.bigint();

/**
 * The journal's clock, for any process of this machine.
 * @param epoch the journal's epoch; a string once it has crossed a process boundary as JSON
 */
export function journalClock(epoch: bigint | string): JournalClock {
  const start = BigInt(epoch);
  return () => Number((process.hrtime.bigint() - start) / 1000n);
}
