import type { JournalRecord } from '../harness/journal/record';

/**
 * Seconds of a run in which clients, faults and upgrade steps were at work: all phases but `start` and
 * `finish`. From the journal, which says it without judging.
 * @throws Error where the run was not finished as planned
 */
export function working(records: readonly JournalRecord[]): number {
  const end = records.find((record) => record.type === 'end');
  if (end?.reason !== 'finished') {
    throw new Error(`the gate's run was not finished but ${end?.reason ?? 'cut off'}: ${end?.error ?? ''}`);
  }
  const phases = records.filter((record) => record.type === 'phase');
  const began = phases.find(({ name }) => name !== 'start');
  const ended = phases.find(({ name }) => name === 'finish');
  if (began === undefined || ended === undefined) {
    throw new Error('the journal tells of no phase between start and finish');
  }
  return (ended.t - began.t) / 1e6;
}
