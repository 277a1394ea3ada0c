import { z } from 'zod';
import { JournalRecord } from '../journal/record';
import { Arena } from './arena';

/** What the process that runs the suites is told, once, right after its start. */
export const Assignment = z.strictObject({
  /** Suites to run, each a folder of dist/suites. */
  names: z.array(z.string()).min(1),
  arena: Arena,
  /** Where Jest may keep its cache. */
  cache: z.string(),
});
export type Assignment = z.infer<typeof Assignment>;

/** What became of the tests; each also has an `assertion` record. */
export const Tally = z.strictObject({
  tests: z.int().nonnegative(),
  failed: z.int().nonnegative(),
});
export type Tally = z.infer<typeof Tally>;

/**
 * What it says. The channel keeps order, so that all records have arrived when `finished` does; `broken`
 * instead of it means that no tests, or not all of them, could be run.
 */
export const Report = z.union([
  z.strictObject({ records: z.array(JournalRecord) }),
  z.strictObject({ finished: Tally }),
  z.strictObject({ broken: z.string() }),
]);
export type Report = z.infer<typeof Report>;
