import { z } from 'zod';

/**
 * Microseconds since the journal's start on CLOCK_MONOTONIC, which all processes of a machine share.
 * Rounding down keeps order: a smaller time was really earlier, equal ones are concurrent.
 */
export const Time = z.int().nonnegative();

/** Name of a member, as the harness gives it. */
export const MemberName = z.string();

/** Client number, a dot, and the client's own count: unique in a journal, e.g. "12.345". */
export const OperationId = z.string().regex(/^\d+\.\d+$/);

/** Of one watch, unique in a journal. */
export const WatchId = z.int().nonnegative();
